package dev.http2bin.http2.listener;

import io.undertow.attribute.ExchangeAttribute;
import io.undertow.attribute.ExchangeAttributeBuilder;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.accesslog.AccessLogHandler;
import io.undertow.server.handlers.accesslog.JBossLoggingAccessLogReceiver;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.ServerProperties;

/**
 * Undertow's access log, by {@code server.undertow.accesslog.enabled} and {@code .pattern}, written to the logger {@code
 * dev.http2bin.access}. Two attributes are its own: {@code %{CONNECTION_ID}} and {@code %{STREAM_ID}}.
 */
public final class AccessLog implements ExchangeAttributeBuilder {
    private static final String CATEGORY = "dev.http2bin.access";
    private static final String BOOTS_DEFAULT = "common";

    /** No header fields: whoever sends them could write lines of the log. */
    private static final String PATTERN = "%h %{CONNECTION_ID} %{STREAM_ID} \"%r\" %s %B";

    static HttpHandler wrap(HttpHandler next, ServerProperties.Undertow.Accesslog settings) {
        if (!settings.isEnabled()) {
            return next;
        }
        String pattern = settings.getPattern().equals(BOOTS_DEFAULT) ? PATTERN : settings.getPattern();
        return new AccessLogHandler(
                next, new JBossLoggingAccessLogReceiver(CATEGORY), pattern, AccessLog.class.getClassLoader());
    }

    @Override
    public String name() {
        return "http2bin";
    }

    @Override
    public @Nullable ExchangeAttribute build(String token) {
        return switch (token) {
            case "%{CONNECTION_ID}" -> new Attribute(AccessLog::connectionId);
            case "%{STREAM_ID}" -> new Attribute(AccessLog::streamId);
            default -> null;
        };
    }

    @Override
    public int priority() {
        return 1_000;
    }

    private static @Nullable String connectionId(HttpServerExchange exchange) {
        var connection = exchange.getConnection().getAttachment(Http2Opener.OPENED);
        return connection == null
                ? exchange.getConnection().getAttachment(Http1Exchange.CONNECTION_ID)
                : connection.connection().id();
    }

    private static @Nullable String streamId(HttpServerExchange exchange) {
        return exchange.getConnection().getAttachment(Http2Opener.OPENED) == null
                ? null
                : exchange.getConnection().getProtocolRequestId();
    }

    private record Attribute(Function<HttpServerExchange, @Nullable String> value) implements ExchangeAttribute {
        @Override
        public @Nullable String readAttribute(HttpServerExchange exchange) {
            return value.apply(exchange);
        }

        @Override
        public void writeAttribute(HttpServerExchange exchange, String newValue) {
            throw new UnsupportedOperationException("read only");
        }
    }
}
