package dev.http2bin.bin.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestResponseBodyMethodProcessor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Spring's adapter of controllers, with less to be looked up at each request. */
final class LeanHandlerAdapter extends RequestMappingHandlerAdapter {

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        List<HandlerMethodReturnValueHandler> handlers = Objects.requireNonNull(getReturnValueHandlers()).stream()
                .map(this::lean)
                .toList();
        setReturnValueHandlers(List.of(new RememberedReturnValueHandler(handlers)));
    }

    private HandlerMethodReturnValueHandler lean(HandlerMethodReturnValueHandler handler) {
        if (handler instanceof RequestResponseBodyMethodProcessor) {
            return getMessageConverters().stream()
                    .filter(MappingJackson2HttpMessageConverter.class::isInstance)
                    .map(MappingJackson2HttpMessageConverter.class::cast)
                    .findFirst()
                    .<HandlerMethodReturnValueHandler>map(
                            json -> new JsonAnswerHandler(handler, getMessageConverters(), json))
                    .orElse(handler);
        }
        return handler;
    }

    /** None: the one there would be is for {@code @JsonView}, which no controller has. */
    @Override
    public void setResponseBodyAdvice(@Nullable List<ResponseBodyAdvice<?>> advice) {}
}
