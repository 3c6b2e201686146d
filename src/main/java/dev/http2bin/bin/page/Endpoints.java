package dev.http2bin.bin.page;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The endpoints that Spring MVC serves, as their controllers declare them, and those under /stream. */
@Component
final class Endpoints {
    private static final List<Endpoint> STREAM = Stream.of(
                    "/stream/hello",
                    "/stream/version",
                    "/stream/stream-id",
                    "/stream/files/{name}",
                    "/stream/bytes/{n}",
                    "/stream/early-hints")
            .map(path -> new Endpoint(path, List.of("GET")))
            .collect(Collectors.toUnmodifiableList());

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    Endpoints(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** One path and the methods it is for; none where it is for any. */
    record Endpoint(String path, List<String> methods) {}

    /**
     * Where everything is.
     *
     * @param http1 the origin that offers HTTP/1.1 only; null where there is none
     */
    record Listing(
            String name, String documentation, @Nullable String http1, List<Endpoint> endpoints) {}

    Listing all(@Nullable String http1) {
        return new Listing("http2bin", "/docs", http1, list());
    }

    String text() {
        return "http2bin: httpbin for HTTP/2\n\n"
                + list().stream()
                        .map(endpoint -> "%-10s %s%n"
                                .formatted(
                                        endpoint.methods().isEmpty() ? "any" : String.join(",", endpoint.methods()),
                                        endpoint.path()))
                        .collect(Collectors.joining())
                + "\nA browser gets a page here. /docs explains each endpoint, /check judges your client.\n";
    }

    private List<Endpoint> list() {
        Stream<Endpoint> mvc = mappings.orderedStream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(Endpoints::of);
        return Stream.concat(
                        Stream.concat(mvc, STREAM.stream()), Stream.of(new Endpoint("/stream/body", List.of("POST"))))
                .collect(Collectors.toMap(Endpoint::path, endpoint -> endpoint, Endpoints::both))
                .values()
                .stream()
                .sorted(Comparator.comparing(Endpoint::path))
                .toList();
    }

    private static Stream<Endpoint> of(RequestMappingInfo mapping) {
        List<String> methods = mapping.getMethodsCondition().getMethods().stream()
                .map(Enum::name)
                .sorted()
                .toList();
        return mapping.getPatternValues().stream()
                .filter(path -> !path.startsWith("/error"))
                .map(path -> new Endpoint(path, methods));
    }

    private static Endpoint both(Endpoint one, Endpoint other) {
        if (one.methods().isEmpty() || other.methods().isEmpty()) {
            return new Endpoint(one.path(), List.of());
        }
        Set<String> methods = new TreeSet<>(one.methods());
        methods.addAll(other.methods());
        return new Endpoint(one.path(), List.copyOf(methods));
    }
}
