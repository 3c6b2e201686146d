package dev.http2bin.attack;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Keeps one victim for a test class and asks it after each test how it fared. */
final class VictimExtension implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
    private static final Namespace NAMESPACE = Namespace.create(VictimExtension.class);

    private record Kept(Victim victim) implements CloseableResource {
        @Override
        public void close() {
            victim.close();
        }
    }

    @Override
    public void beforeTestExecution(ExtensionContext test) {
        victim(test).attackBegins();
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        if (test.getExecutionException().isEmpty()) {
            victim(test).assertUnharmed();
        }
    }

    private static Victim victim(ExtensionContext test) {
        return test.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(test.getRequiredTestClass(), key -> new Kept(connect(test)), Kept.class)
                .victim();
    }

    private static Victim connect(ExtensionContext test) {
        return new Victim(SpringExtension.getApplicationContext(test)
                .getEnvironment()
                .getRequiredProperty("local.server.port", Integer.class));
    }
}
