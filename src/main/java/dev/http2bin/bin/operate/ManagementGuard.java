package dev.http2bin.bin.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.http2.problem.Json;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Puts the {@link ManagementFilter} before all that the management port serves, and compresses meters there. Boot finds it by a file of META-INF/spring;
 * it has no annotation, by which the main port's context would find it, too.
 */
class ManagementGuard {
    private static final String[] METERS = {"text/plain", "application/openmetrics-text"};

    @Bean
    FilterRegistrationBean<ManagementFilter> managementFilter(
            ManagementProperties properties,
            WebEndpointProperties endpoints,
            ObjectMapper mapper,
            Environment environment) {
        String errorPath = environment.getProperty("server.error.path", "/error");
        FilterRegistrationBean<ManagementFilter> registration = new FilterRegistrationBean<>(
                new ManagementFilter(properties, errorPath, endpoints.getBasePath(), mapper));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setEnabled(ManagementPortType.get(environment) == ManagementPortType.DIFFERENT);
        return registration;
    }

    /** Static, as it looks at each bean that is made. */
    @Bean
    static RefusedPreflight refusedPreflight(ObjectMapper mapper) {
        return new RefusedPreflight(new Json(mapper));
    }

    /** Prometheus asks for gzip, which makes its scrape a tenth as long. Boot would copy the settings of the main port. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> compressedMeters() {
        Compression compression = new Compression();
        compression.setEnabled(true);
        compression.setMimeTypes(METERS);
        return factory -> factory.setCompression(compression);
    }
}
