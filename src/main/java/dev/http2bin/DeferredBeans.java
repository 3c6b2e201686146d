package dev.http2bin;

import java.util.Set;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.stereotype.Component;

/** Leaves out of a start what no request needs until somebody asks for it. */
@Component
final class DeferredBeans implements BeanFactoryPostProcessor {

    /** Each looks through many beans at a start, for what is not there unless a setting or somebody's code asks for it. */
    private static final Set<String> WITHOUT_USE = Set.of(
            // of health groups with a path on the main port: a setting of management.endpoint.health
            "healthEndpointWebMvcHandlerMapping",
            // makes all that /docs needs; DocsConfiguration has one that waits
            "swaggerWebMvcConfigurer",
            // of methods with @EventListener: ArchitectureTest sees to it that there are none
            AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME,
            AnnotationConfigUtils.EVENT_LISTENER_FACTORY_BEAN_NAME);

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // Nobody waits for the documentation at the start: what makes it is made when it is asked for first.
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getBeanDefinition(name);
            if (isOfDocumentation(definition)) {
                definition.setLazyInit(true);
            }
        }
        // Only from the generated start, which is not taken where a setting asks for more (GeneratedStart).
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)
                && beans instanceof BeanDefinitionRegistry registry) {
            WITHOUT_USE.stream().filter(registry::containsBeanDefinition).forEach(registry::removeBeanDefinition);
        }
    }

    private static boolean isOfDocumentation(BeanDefinition definition) {
        String origin = String.valueOf(
                definition.getFactoryMethodName() == null
                        ? definition.getBeanClassName()
                        : definition.getFactoryBeanName());
        return origin.startsWith("org.springdoc");
    }
}
