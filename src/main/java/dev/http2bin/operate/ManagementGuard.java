package dev.http2bin.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Puts the {@link ManagementFilter} before all that the management port serves. Boot finds it by a file of META-INF/spring;
 * it has no annotation, by which the main port's context would find it, too.
 */
class ManagementGuard {

    @Bean
    FilterRegistrationBean<ManagementFilter> managementFilter(
            ManagementSettings settings, ObjectMapper mapper, Environment environment) {
        FilterRegistrationBean<ManagementFilter> registration =
                new FilterRegistrationBean<>(new ManagementFilter(settings, mapper));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setEnabled(ManagementPortType.get(environment) == ManagementPortType.DIFFERENT);
        return registration;
    }
}
