package dev.http2bin.bin.priority;

import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.ConnectionView.StreamView;
import dev.http2bin.http2.ledger.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Responses of one length that are requested together: all are the least urgent but the last, which is the most urgent. Their
 * content waits until all could be sent. Any thread may call any method.
 */
final class PriorityRun {
    private final String id = UUID.randomUUID().toString();
    private final Instant start = Instant.now();
    private final int responses;
    private final long length;
    private final boolean obey;
    private final Map<Integer, Sent> sent = new TreeMap<>();
    private final List<HeldContent> held = new ArrayList<>();
    /** The responses whose HEADERS have left, and which could send. */
    private final Set<Integer> ready = new HashSet<>();

    private boolean begun;

    /**
     * One response of the run.
     *
     * @param connection the id of its connection
     * @param streamId 0 over HTTP/1.1
     * @param field the request's {@code priority} field; null if it has none
     * @param requested when the endpoint had the request
     * @param stream as it ended; null before it has, and over HTTP/1.1
     */
    record Sent(
            int number,
            String protocol,
            String connection,
            int streamId,
            @Nullable String field,
            Instant requested,
            @Nullable StreamView stream) {
        Sent ended(@Nullable StreamView as) {
            return new Sent(number, protocol, connection, streamId, field, requested, as);
        }
    }

    /** @param obey whether the responses leave their priorities to the client */
    PriorityRun(int responses, long length, boolean obey) {
        this.responses = responses;
        this.length = length;
        this.obey = obey;
    }

    String id() {
        return id;
    }

    int responses() {
        return responses;
    }

    long length() {
        return length;
    }

    boolean obey() {
        return obey;
    }

    /** When the run began. */
    Instant start() {
        return start;
    }

    /** The urgency that a client is to ask for. */
    int urgency(int number) {
        return number == responses ? Priority.MOST_URGENT : Priority.LEAST_URGENT;
    }

    /** A response was requested; one that was requested before counts anew. Returns its content, which waits. */
    synchronized HeldContent requested(int number, Exchange exchange, @Nullable Connection connection) {
        int streamId = exchange.streamId().orElse(0);
        String field = Priority.field(exchange.requestFields());
        Sent now = new Sent(number, exchange.protocol(), exchange.connectionId(), streamId, field, Instant.now(), null);
        sent.put(number, now);
        exchange.whenEnded(() -> ended(
                now, connection == null ? null : connection.view().streams().get(streamId)));
        HeldContent content = new HeldContent(Picture.of(number, number == responses, length), () -> ready(number));
        held.add(content);
        return content;
    }

    private synchronized void ended(Sent before, @Nullable StreamView stream) {
        sent.replace(before.number(), before, before.ended(stream));
    }

    /** A response could send. The run begins when all could, so that it is up to the server which goes first. */
    private void ready(int number) {
        boolean all;
        synchronized (this) {
            ready.add(number);
            all = begun || ready.size() == responses;
        }
        if (all) {
            release();
        }
    }

    /** Lets the responses go on. */
    void release() {
        List<HeldContent> waiting;
        synchronized (this) {
            begun = true;
            waiting = List.copyOf(held);
            held.clear();
        }
        waiting.forEach(HeldContent::release);
    }

    /** The responses that have been requested so far, by their numbers. */
    synchronized List<Sent> sent() {
        return List.copyOf(sent.values());
    }
}
