package dev.http2bin.outside;

import dev.http2bin.tools.ServiceJar;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives one started jar, with nothing set but its ports, to every test that has a {@link ServiceJar} parameter. */
final class SharedService implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ServiceJar.class;
    }

    @Override
    public ServiceJar resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedService.class))
                .getOrComputeIfAbsent(Running.class, key -> new Running(ServiceJar.started()), Running.class)
                .service();
    }

    private record Running(ServiceJar service) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            service.close();
        }
    }
}
