package dev.http2bin.bin.page;

import dev.http2bin.http2.listener.ListenerProperties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where the same service answers over HTTP/1.1 alone. */
@Component
final class Twin {
    /** What may stand in a policy without saying more than a host. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+]");

    private final ListenerProperties listener;
    private final PageProperties properties;

    Twin(ListenerProperties listener, PageProperties properties) {
        this.listener = listener;
        this.properties = properties;
    }

    /** Null where there is no such port, or nobody knows it. */
    @Nullable String origin(String host) {
        if (properties.http1Origin() != null) {
            return properties.http1Origin();
        }
        String named =
                host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]"; // as the container has it
        boolean known = listener.http1Port() > 0 && HOST.matcher(named).matches();
        return known ? "https://" + named + ":" + listener.http1Port() : null;
    }
}
