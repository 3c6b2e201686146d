package dev.http2bin.bin.web;

import dev.http2bin.bin.body.UploadResolver;
import dev.http2bin.bin.content.AcceptField;
import dev.http2bin.bin.content.CrossOriginProperties;
import dev.http2bin.bin.content.ExchangeProperties;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.http.converter.xml.Jaxb2RootElementHttpMessageConverter;
import org.springframework.http.converter.yaml.MappingJackson2YamlHttpMessageConverter;
import org.springframework.validation.Validator;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Spring MVC as the controllers need it. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final ExchangeProperties properties;
    private final CrossOrigin crossOrigin;

    WebConfiguration(ExchangeProperties properties, CrossOriginProperties origins) {
        this.properties = properties;
        this.crossOrigin = new CrossOrigin(origins);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(crossOrigin);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ExchangeResolver());
        resolvers.add(new UploadResolver(properties));
    }

    /** One reading of the field for controllers and stream handlers. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.strategies(List.of(WebConfiguration::wanted));
    }

    private static List<MediaType> wanted(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
        String[] accept = request.getHeaderValues(HttpHeaders.ACCEPT);
        try {
            return accept == null
                    ? ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST
                    : AcceptField.wanted(List.of(accept));
        } catch (InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotAcceptableException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer async) {
        async.registerDeferredResultInterceptors(UploadResolver.reading());
    }

    /** None: Spring would look for a provider of annotated constraints, and say at each start that there is none. */
    @Override
    public Validator getValidator() {
        return Validator.forType(Void.class, (none, errors) -> {});
    }

    @Bean
    DispatcherServlet dispatcherServlet() {
        EveryMethodServlet servlet = new EveryMethodServlet(crossOrigin);
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

    /**
     * All are asked at each request whether they write its answer: XML and YAML, which come by chance with the libraries of
     * /docs, and the second of a kind, which Boot puts in front of Spring's own, never do.
     */
    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        Set<Class<?>> kinds = new HashSet<>();
        converters.removeIf(converter -> converter instanceof Jaxb2RootElementHttpMessageConverter
                || converter instanceof MappingJackson2YamlHttpMessageConverter
                || converter.getClass() == MappingJackson2HttpMessageConverter.class // ours is a subclass
                || !kinds.add(converter.getClass()));
    }

    /** The parts of Spring MVC that are ours. */
    @Bean
    WebMvcRegistrations ownParts() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new LeanHandlerAdapter();
            }

            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new OwnHandlerMapping(crossOrigin);
            }
        };
    }
}
