package dev.http2bin.stream;

import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;

/** A body that is whole when its answer begins. */
final class Small {
    private Small() {}

    /** Sends a body; over HTTP/2 as one HEADERS and one DATA frame. */
    static void send(HttpServerExchange exchange, byte[] body) {
        exchange.getAttachment(StreamHandlers.EXCHANGE).withoutLength();
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
