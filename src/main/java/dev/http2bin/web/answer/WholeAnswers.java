package dev.http2bin.web.answer;

import dev.http2bin.exchange.Exchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.util.WebUtils;

/**
 * Holds what a controller writes until it is done. Spring's message converters flush after every body, and the container
 * flushes again at its end; each time the worker would wait for the I/O thread, and a body would come in two DATA frames.
 */
final class WholeAnswers implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            chain.doFilter(request, response);
            HeldResponse held = WebUtils.getNativeResponse(response, HeldResponse.class);
            if (held != null) {
                held.release(); // the container ends an asynchronous answer itself
            }
        } else if (request.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange) {
            HeldResponse held = new HeldResponse((HttpServletResponse) response);
            chain.doFilter(request, held);
            if (!request.isAsyncStarted()) {
                byte[] whole = held.takeWhole();
                if (whole == null) {
                    held.release();
                } else {
                    exchange.finish(whole);
                }
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        FilterRegistrationBean<WholeAnswers> wholeAnswers() {
            FilterRegistrationBean<WholeAnswers> registration = new FilterRegistrationBean<>(new WholeAnswers());
            registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }
}
