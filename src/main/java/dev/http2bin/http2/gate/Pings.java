package dev.http2bin.http2.gate;

import dev.http2bin.http2.ledger.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The PINGs this side sent and that the client did not answer yet, and whether to answer the client's (RFC 9113 §6.7). */
final class Pings {
    /** A client that answers none makes the server remember no more. */
    private static final int MOST = 16;

    private record Waiting(long sent, CompletableFuture<Duration> answer) {}

    private final Connection connection;
    private final FrameQueue toClient;
    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private long last;
    private long ignoredUntil = System.nanoTime();

    Pings(Connection connection, FrameQueue toClient) {
        this.connection = connection;
        this.toClient = toClient;
    }

    /** Writes a PING; completes with the time its ACK took, fails where none came. */
    void send(CompletableFuture<Duration> answer) {
        if (waiting.size() == MOST) {
            Waiting oldest = waiting.values().iterator().next();
            waiting.values().remove(oldest);
            oldest.answer().completeExceptionally(new IOException("too many PINGs without an answer"));
        }
        waiting.put(++last, new Waiting(System.nanoTime(), answer));
        toClient.next().ping(last, false);
    }

    /** An ACK came; one that answers no PING of ours is ignored. */
    void answered(long opaque) {
        Waiting ping = waiting.remove(opaque);
        if (ping != null) {
            long nanos = System.nanoTime() - ping.sent();
            connection.wire().pingAnswered(nanos);
            ping.answer().complete(Duration.ofNanos(nanos));
        }
    }

    /** Leaves the client's PINGs without an answer from now on, for so long. */
    void ignore(Duration time) {
        ignoredUntil = System.nanoTime() + time.toNanos();
    }

    /** Whether a PING of the client's is not to be answered. */
    boolean ignored() {
        return System.nanoTime() - ignoredUntil < 0;
    }

    void gone() {
        List<Waiting> left = List.copyOf(waiting.values()); // who hears that may send another
        waiting.clear();
        left.forEach(ping -> ping.answer().completeExceptionally(new IOException("connection closed")));
    }
}
