package dev.http2bin.peer;

import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives a test its peer, and a failed one the trace of what the peer sent and saw. */
final class PeerExtension implements ParameterResolver, TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(PeerExtension.class);

    private record Held(ScriptedPeer peer) implements CloseableResource {
        @Override
        public void close() {
            peer.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == ScriptedPeer.class;
    }

    @Override
    public ScriptedPeer resolveParameter(ParameterContext parameter, ExtensionContext test) {
        String port =
                SpringExtension.getApplicationContext(test).getEnvironment().getRequiredProperty("local.server.port");
        ScriptedPeer peer = ScriptedPeer.connect(Integer.parseInt(port));
        test.getStore(NAMESPACE).put(Held.class, new Held(peer));
        return peer;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        Held held = test.getStore(NAMESPACE).get(Held.class, Held.class);
        if (held != null
                && !Objects.toString(failure.getMessage(), "")
                        .endsWith(held.peer().trace())) {
            failure.addSuppressed(new Exchange(held.peer().trace()));
        }
        throw failure;
    }

    private static final class Exchange extends Exception {
        private static final long serialVersionUID = 1;

        Exchange(String trace) {
            super("the whole exchange:\n" + trace, null, false, false);
        }
    }
}
