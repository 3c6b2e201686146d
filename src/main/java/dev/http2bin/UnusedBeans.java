package dev.http2bin;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.stereotype.Component;

/**
 * Leaves out of the generated start what looks through many beans there and finds nothing. Any other start has it, so a
 * setting that gives it something to find has its effect ({@link GeneratedStart}).
 */
@Component
final class UnusedBeans implements BeanFactoryPostProcessor {

    private static final List<String> UNUSED = List.of(
            // maps health groups that have a path on the main port
            "healthEndpointWebMvcHandlerMapping",
            // look for methods with @EventListener: ArchitectureTest sees to it that there are none
            AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME,
            AnnotationConfigUtils.EVENT_LISTENER_FACTORY_BEAN_NAME);

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)
                && beans instanceof BeanDefinitionRegistry registry) {
            UNUSED.stream().filter(registry::containsBeanDefinition).forEach(registry::removeBeanDefinition);
        }
    }
}
