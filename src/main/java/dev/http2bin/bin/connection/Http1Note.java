package dev.http2bin.bin.connection;

import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.exchange.Hop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What HTTP/1.1 can tell of a connection, and why it is no more. */
record Http1Note(String id, String protocol, List<Hop> hops, String note) implements TextLines {
    private static final String NOTE =
            "HTTP/1.1 has no streams, frames, windows, PING or HPACK. Ask over HTTP/2 to see those of your connection.";

    static CompletableFuture<Http1Note> future(Exchange exchange) {
        return CompletableFuture.completedFuture(
                new Http1Note(exchange.connectionId(), exchange.protocol(), exchange.hops(), NOTE));
    }

    @Override
    public Stream<String> lines() {
        return Stream.of(note);
    }
}
