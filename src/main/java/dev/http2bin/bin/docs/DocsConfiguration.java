package dev.http2bin.bin.docs;

import dev.http2bin.bin.body.Upload;
import dev.http2bin.http2.exchange.Exchange;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import java.util.List;
import org.springdoc.core.converters.ModelConverterRegistrar;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.context.request.async.DeferredResult;

/** What {@code /openapi} says beyond what springdoc reads off the controllers. */
@Configuration(proxyBeanMethods = false)
class DocsConfiguration {
    private static final String ABOUT = """
            httpbin for HTTP/2: every feature of the protocol to use, and what really happened on the wire. Over HTTP/1.1 \
            each answer says what that lacks. Errors are problem+json (RFC 9457).""";

    /** Nobody waits for the documentation at the start: what makes it is made when it is asked for first. */
    @Bean
    static BeanFactoryPostProcessor docsWhenAsked() {
        return beans -> {
            for (String name : beans.getBeanDefinitionNames()) {
                BeanDefinition definition = beans.getBeanDefinition(name);
                String origin = String.valueOf(
                        definition.getFactoryMethodName() == null
                                ? definition.getBeanClassName()
                                : definition.getFactoryBeanName());
                if (origin.startsWith("org.springdoc")) {
                    definition.setLazyInit(true);
                }
            }
        };
    }

    /**
     * What controllers take that no caller sends as a parameter, and what they wrap their answers in: springdoc would show it.
     *
     * @param converters which unwrap; nobody else asks for the bean, and it does its work when it is made
     */
    @Bean
    @Lazy
    OpenAPI apiDescription(ModelConverterRegistrar converters) {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Exchange.class, Upload.class, HttpHeaders.class, MultiValueMap.class)
                .addResponseWrapperToIgnore(DeferredResult.class);
        return new OpenAPI()
                .info(new Info()
                        .title("http2bin")
                        .description(ABOUT)
                        .version("1")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")));
    }

    /** All of it, in an order: springdoc has none for its customizers, and parts need those before them. */
    @Bean
    OpenApiCustomizer documentation(
            PathNames paths, Parameters parameters, Contents contents, Answers answers, Summaries summaries) {
        List<Part> parts = List.of(paths, parameters, contents, answers, summaries, new StreamTwins(), new CurlLines());
        return api -> parts.forEach(part -> part.describe(api));
    }
}
