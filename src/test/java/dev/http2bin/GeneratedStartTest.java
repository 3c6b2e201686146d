package dev.http2bin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

/** The jar itself is started both ways in {@code outside.StartTest}. */
class GeneratedStartTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    GeneratedStartTest() throws Exception {
        MutablePropertySources sources = environment.getPropertySources();
        sources.forEach(source -> sources.remove(source.getName())); // of the machine the tests run on
        new YamlPropertySourceLoader()
                .load(
                        "Config resource 'class path resource [application.yaml]' via location 'optional:classpath:/'",
                        new ClassPathResource("application.yaml"))
                .forEach(sources::addLast);
        ConfigurationPropertySources.attach(environment);
    }

    @Test
    void nothingSetFits() {
        assertThat(GeneratedStart.fits(environment)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "server.port, 443",
        "server.ssl.bundle, mine",
        "spring.ssl.bundle.pem.mine.keystore.certificate, cert.pem",
        "management.server.port, 0",
        "management.server.address, 0.0.0.0",
        "http2bin.http2.max-concurrent-streams, 7",
        "logging.level.root, debug",
        "java.io.tmpdir, /tmp"
    })
    void whatNoConditionAsksForFits(String name, String value) {
        assertThat(fitsWith(new MapPropertySource("arguments", Map.of(name, value))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "springdoc.api-docs.enabled, false",
        "management.endpoints.web.exposure.include, *",
        "management.endpoint.drain.access, none",
        "spring.threads.virtual.enabled, true",
        "server.forward-headers-strategy, framework",
        "management.server.port, 8443",
        "management.server.port, -1",
        "server.port, 9090"
    })
    void whatAConditionMayAskForDoesNot(String name, String value) {
        assertThat(fitsWith(new MapPropertySource("arguments", Map.of(name, value))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "SPRINGDOC_APIDOCS_ENABLED"})
    void variablesCountAsPropertiesDo(String variable) {
        assertThat(fitsWith(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "*"))))
                .isFalse();
    }

    private boolean fitsWith(PropertySource<?> source) {
        environment.getPropertySources().addFirst(source);
        return GeneratedStart.fits(environment);
    }
}
