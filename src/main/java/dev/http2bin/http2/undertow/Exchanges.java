package dev.http2bin.http2.undertow;

import dev.http2bin.http2.exchange.Exchange;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import org.jspecify.annotations.Nullable;

/** The {@link Exchange} that belongs to each exchange of Undertow's. */
public final class Exchanges {
    private static final AttachmentKey<Exchange> KEY = AttachmentKey.create(Exchange.class);

    private Exchanges() {}

    /** Attaches an exchange before any handler sees the request. */
    public static void attach(HttpServerExchange undertow, Exchange exchange) {
        undertow.putAttachment(KEY, exchange);
    }

    /** The exchange that was attached; null where none is, as on the management port. */
    public static @Nullable Exchange find(HttpServerExchange undertow) {
        return undertow.getAttachment(KEY);
    }

    /** The exchange that was attached to a request of an application's port. */
    public static Exchange of(HttpServerExchange undertow) {
        return undertow.getAttachment(KEY);
    }
}
