package dev.http2bin.web;

import dev.http2bin.content.ExchangeSettings;
import dev.http2bin.web.body.UploadResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Spring MVC as the controllers need it. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final ExchangeSettings settings;

    WebConfiguration(ExchangeSettings settings) {
        this.settings = settings;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ExchangeResolver());
        resolvers.add(new UploadResolver(settings));
    }

    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer async) {
        async.registerDeferredResultInterceptors(UploadResolver.reading());
    }

    @Bean
    DispatcherServlet dispatcherServlet() {
        EveryMethodServlet servlet = new EveryMethodServlet();
        servlet.setPublishEvents(false);
        return servlet;
    }

    /** Off: the dispatcher binds the request to its thread itself, and nothing in the filters asks for it. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> requestContextFilter() {
        FilterRegistrationBean<RequestContextFilter> off = new FilterRegistrationBean<>(new RequestContextFilter());
        off.setEnabled(false);
        return off;
    }

    /** A CORS preflight is an OPTIONS request like any other: the echo shows it too. */
    @Bean
    WebMvcRegistrations preflightsLikeAnyRequest() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new RequestMappingHandlerMapping() {
                    @Override
                    protected HandlerExecutionChain getCorsHandlerExecutionChain(
                            HttpServletRequest request, HandlerExecutionChain chain, @Nullable CorsConfiguration cors) {
                        return chain;
                    }
                };
            }
        };
    }
}
