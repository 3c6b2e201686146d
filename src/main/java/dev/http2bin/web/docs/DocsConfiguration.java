package dev.http2bin.web.docs;

import dev.http2bin.exchange.Exchange;
import dev.http2bin.web.body.Upload;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/** What {@code /openapi} says beyond what springdoc reads off the controllers. */
@Configuration(proxyBeanMethods = false)
class DocsConfiguration {
    private static final String ABOUT = """
            httpbin for HTTP/2: every feature of the protocol to use, and what really happened on the wire. Over HTTP/1.1 \
            each answer says what that lacks. Errors are problem+json (RFC 9457).""";

    /** Endpoints that Spring MVC does not see: each answers as its controller's does. */
    private static final List<String> STREAM =
            List.of("/hello", "/version", "/stream-id", "/body", "/files/{name}", "/bytes/{n}", "/early-hints");

    /** What stands in a curl line for a parameter of the path, or for what an endpoint needs. */
    private static final Map<String, String> SAMPLES =
            Map.of("{name}", "hello.txt", "{duration}", "300ms", "{code}", "503", "/**", "/a/b");

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

    /** What controllers take that no caller sends as a parameter; springdoc would ask for each. */
    @Bean
    OpenAPI apiDescription() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Exchange.class, Upload.class, HttpHeaders.class, MultiValueMap.class);
        return new OpenAPI()
                .info(new Info()
                        .title("http2bin")
                        .description(ABOUT)
                        .version("1")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")));
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    OpenApiCustomizer streamTwins() {
        return api -> STREAM.forEach(path -> twin(api.getPaths(), path));
    }

    private static void twin(Paths paths, String path) {
        PathItem controllers = paths.get(path);
        if (controllers != null) {
            PathItem twin = new PathItem();
            controllers
                    .readOperationsMap()
                    .forEach((method, operation) -> twin.operation(
                            method,
                            new Operation()
                                    .addTagsItem("stream handlers, without a thread of their own")
                                    .summary("As " + path)
                                    .operationId("stream" + path.replaceAll("[^a-z]+", "-") + method)
                                    .parameters(operation.getParameters())
                                    .requestBody(operation.getRequestBody())
                                    .responses(operation.getResponses())));
            paths.addPathItem("/stream" + path, twin);
        }
    }

    /** Groups by the first segment of the path: springdoc would name them by classes. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    OpenApiCustomizer groups() {
        return api -> api.getPaths()
                .forEach((path, item) ->
                        item.readOperations().forEach(operation -> operation.setTags(List.of(group(path)))));
    }

    private static String group(String path) {
        return switch (path.split("/", 3)[1]) {
            case "connection", "check" -> "your connection";
            case "faults" -> "faults";
            case "files", "bytes" -> "files and ranges";
            case "early-hints", "push" -> "early hints";
            case "clock", "delay", "drip", "sse" -> "timing";
            case "stream" -> "stream handlers, without a thread of their own";
            case "", "lab" -> "the page";
            default -> "requests and answers";
        };
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    OpenApiCustomizer curlLines() {
        return api -> api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) ->
                                operation.setDescription(described(operation.getDescription(), path, method))));
    }

    private static String described(@Nullable String before, String path, PathItem.HttpMethod method) {
        String target = path;
        for (Map.Entry<String, String> sample : SAMPLES.entrySet()) {
            target = target.replace(sample.getKey(), sample.getValue());
        }
        target = target.replaceAll("\\{[a-z]+}", "1000");
        String how = switch (method) {
            case GET -> "";
            case HEAD -> "-I ";
            case POST, PUT, PATCH -> "-X " + method + " -d content ";
            default -> "-X " + method + " ";
        };
        String line = "```\ncurl " + how + "'https://localhost:8443" + target + "'\n```";
        return before == null ? line : before.contains("```") ? before : before + "\n\n" + line;
    }
}
