package dev.http2bin.bin.body;

import dev.http2bin.bin.content.ExchangeProperties;
import dev.http2bin.http2.exchange.Exchange;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Lets a controller take the request's body as an {@link Upload}; one that says it is too long gives 413 unread. */
public final class UploadResolver implements HandlerMethodArgumentResolver {

    private final ExchangeProperties properties;

    public UploadResolver(ExchangeProperties properties) {
        this.properties = properties;
    }

    /** What Spring MVC is to call for answers that wait for an {@link Upload}. */
    public static DeferredResultProcessingInterceptor reading() {
        return new UploadResult.Start();
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Upload.class;
    }

    @Override
    public Upload resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = (HttpServletRequest) request.getNativeRequest();
        properties.admit(servletRequest.getContentLengthLong());
        return new Upload((Exchange) servletRequest.getAttribute(Exchange.ATTRIBUTE), properties);
    }
}
