package dev.http2bin.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Spring's adapter of controllers, with less to be looked up at each request. */
final class LeanHandlerAdapter extends RequestMappingHandlerAdapter {

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        setReturnValueHandlers(
                List.of(new RememberedReturnValueHandler(Objects.requireNonNull(getReturnValueHandlers()))));
    }

    /** None: the one there would be is for {@code @JsonView}, which no controller has. */
    @Override
    public void setResponseBodyAdvice(@Nullable List<ResponseBodyAdvice<?>> advice) {}
}
