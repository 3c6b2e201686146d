package dev.http2bin.web.connection;

import dev.http2bin.exchange.Exchange;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What HTTP/1.1 can tell of a connection, and why it is no more. */
record Http1Note(String id, String protocol, String note) implements TextLines {
    private static final String NOTE =
            "HTTP/1.1 has no streams, frames, windows, PING or HPACK. Ask over HTTP/2 to see those of your connection.";

    static CompletableFuture<Http1Note> future(Exchange exchange) {
        return CompletableFuture.completedFuture(new Http1Note(exchange.connectionId(), exchange.protocol(), NOTE));
    }

    @Override
    public Stream<String> lines() {
        return Stream.of(note);
    }
}
