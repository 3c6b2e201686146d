package dev.http2bin.bin.answer;

import dev.http2bin.http2.exchange.Exchange;
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
public final class WholeAnswers implements Filter {

    private WholeAnswers() {}

    /** Has an answer begin before it is whole: its head leaves at once, and what is written from now on with each flush. */
    public static void begin(HttpServletResponse response) throws IOException {
        HeldResponse held = WebUtils.getNativeResponse(response, HeldResponse.class);
        if (held == null) {
            response.flushBuffer();
        } else {
            held.begin();
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange) {
            HeldResponse held = held(response);
            chain.doFilter(request, held);
            if (!request.isAsyncStarted()) {
                end(exchange, held);
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    /** An asynchronous request comes here once more for its answer, with the response that it was given first. */
    private static HeldResponse held(ServletResponse response) {
        HeldResponse begun = WebUtils.getNativeResponse(response, HeldResponse.class);
        return begun == null ? new HeldResponse((HttpServletResponse) response) : begun;
    }

    private static void end(Exchange exchange, HeldResponse held) throws IOException {
        byte[] whole = held.takeWhole();
        if (whole == null) {
            held.release();
        } else {
            exchange.finish(whole);
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
