package dev.http2bin.http2.undertow;

import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;

/** A body that is whole when its response begins. */
public final class WholeBody {
    private WholeBody() {}

    /** Sends a body and ends the response; over HTTP/2 as one HEADERS and one DATA frame. */
    public static void send(HttpServerExchange exchange, byte[] body) {
        Exchanges.of(exchange).withoutLength();
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
