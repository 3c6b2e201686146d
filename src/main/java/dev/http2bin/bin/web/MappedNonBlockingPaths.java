package dev.http2bin.bin.web;

import dev.http2bin.http2.exchange.NonBlocking;
import dev.http2bin.http2.exchange.NonBlockingPaths;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The paths without wildcards of the controllers' methods that are {@link NonBlocking}. */
@Component
final class MappedNonBlockingPaths implements NonBlockingPaths {
    private final Set<String> paths;

    MappedNonBlockingPaths(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        paths = mapping.getHandlerMethods().entrySet().stream()
                .filter(mapped -> mapped.getValue().hasMethodAnnotation(NonBlocking.class))
                .flatMap(mapped -> mapped.getKey().getDirectPaths().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean contains(String path) {
        return paths.contains(path);
    }
}
