package dev.http2bin.bin.web;

import dev.http2bin.http2.exchange.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Lets a controller take its {@link Exchange} as a parameter. */
final class ExchangeResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Exchange.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object exchange = request.getAttribute(Exchange.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        if (exchange == null) {
            throw new IllegalStateException("The listener put no exchange on the request");
        }
        return exchange;
    }
}
