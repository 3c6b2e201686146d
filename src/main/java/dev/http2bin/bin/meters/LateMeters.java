package dev.http2bin.bin.meters;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** Has Boot's meters of the JVM and of the machine begin when the ports are open: no request waits for them. */
@Component
final class LateMeters implements BeanFactoryPostProcessor, ApplicationListener<ApplicationReadyEvent> {

    private static final String BOOT = "org.springframework.boot.actuate.autoconfigure.metrics.";
    private static final List<String> MAKERS =
            List.of(BOOT + "JvmMetricsAutoConfiguration", BOOT + "SystemMetricsAutoConfiguration");

    /** Takes them from among the candidates that Boot binds before the server starts. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getBeanDefinition(name);
            if (isLate(definition)) {
                definition.setAutowireCandidate(false);
                definition.setLazyInit(true);
            }
        }
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        ConfigurableListableBeanFactory beans = event.getApplicationContext().getBeanFactory();
        MeterRegistry registry = beans.getBean(MeterRegistry.class);
        for (String name : beans.getBeanNamesForType(MeterBinder.class)) {
            if (isLate(beans.getBeanDefinition(name))) {
                beans.getBean(name, MeterBinder.class).bindTo(registry);
            }
        }
    }

    private static boolean isLate(BeanDefinition definition) {
        String maker = definition.getFactoryBeanName();
        return maker != null && MAKERS.contains(maker);
    }
}
