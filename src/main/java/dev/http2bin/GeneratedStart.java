package dev.http2bin;

import java.net.URL;
import java.util.List;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;

/**
 * Starts by the code that Spring generated when the jar was built, which is faster than to work out anew which beans there
 * are. That code knows application.yaml alone: where a user sets more that the condition of a bean may read, the start is
 * the slow one, so that every setting has its effect. {@code -Dspring.aot.enabled} says otherwise.
 */
final class GeneratedStart implements EnvironmentPostProcessor {

    private static final String ENABLED = "spring.aot.enabled";
    private static final String GENERATED = Http2binApplication.class.getName() + "__ApplicationContextInitializer";

    /** The only settings that were there at build, by Boot's name for where they come from. */
    private static final String AT_BUILD = "Config resource 'class path resource [application.yaml]'";

    /** Whose conditions are asked. The beans of {@code http2bin} have none. */
    private static final Set<String> ASKED = Set.of("management", "server", "spring", "springdoc");

    /** Those among them that no condition asks for; the management port has a rule of its own. */
    private static final List<ConfigurationPropertyName> FREE = List.of(
            ConfigurationPropertyName.of("management.server.address"),
            ConfigurationPropertyName.of("management.server.port"),
            ConfigurationPropertyName.of("server.address"),
            ConfigurationPropertyName.of("server.port"),
            ConfigurationPropertyName.of("server.ssl"),
            ConfigurationPropertyName.of("spring.application"),
            ConfigurationPropertyName.of("spring.lifecycle"),
            ConfigurationPropertyName.of("spring.main.banner-mode"),
            ConfigurationPropertyName.of("spring.ssl"));

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (application.getMainApplicationClass() == Http2binApplication.class
                && SpringProperties.getProperty(ENABLED) == null
                && isPackaged()
                && fits(environment)) {
            SpringProperties.setFlag(ENABLED);
        }
    }

    /** Whether this is the jar: in a folder of classes the generated code may be older than the rest. */
    private static boolean isPackaged() {
        URL self = Http2binApplication.class.getResource(Http2binApplication.class.getSimpleName() + ".class");
        return self != null && !self.getProtocol().equals("file") && ClassUtils.isPresent(GENERATED, null);
    }

    /** Whether every condition has the answer that it had when the jar was built. */
    static boolean fits(ConfigurableEnvironment environment) {
        if (ManagementPortType.get(environment) != ManagementPortType.DIFFERENT) {
            return false;
        }
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (!isFromBuild(source)
                    && source instanceof IterableConfigurationPropertySource names
                    && names.stream().anyMatch(GeneratedStart::isAsked)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFromBuild(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> named
                && named.getName().startsWith(AT_BUILD);
    }

    private static boolean isAsked(ConfigurationPropertyName name) {
        return !name.isEmpty()
                && ASKED.contains(name.getElement(0, Form.UNIFORM))
                && FREE.stream().noneMatch(free -> free.equals(name) || free.isAncestorOf(name));
    }
}
