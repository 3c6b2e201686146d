package dev.http2bin.http2.http1;

import dev.http2bin.http2.buffer.Buffers;
import dev.http2bin.http2.http1.Rule.Broken;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One connection's requests, one after the other: bytes of the client become bytes for Undertow. However the bytes are cut,
 * Undertow sees the same. Its monitor guards all that the front has for a connection, and all calls of the transport: TLS
 * changes its state without a lock of its own.
 *
 * <pre>
 *   HEAD ─┬─ LENGTH ─┬─ DONE ─ HEAD
 *         ├─ CHUNKS ─┤
 *         └──────────┘   TRANSPARENT, from any of them
 * </pre>
 */
final class Front {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private enum State {
        HEAD,
        LENGTH,
        CHUNKS,
        DONE,
        TRANSPARENT
    }

    private final int maxSize;
    private final int maxFields;
    private final Head head;
    private State state = State.HEAD;
    private ByteBuffer waiting = NOTHING;
    private @Nullable Chunks chunks;
    private long left;

    /**
     * A front before the first request.
     *
     * @param maxSize the most bytes of a request line, and the most bytes of all its field lines
     * @param maxFields the most field lines
     */
    Front(int maxSize, int maxFields) {
        this.maxSize = maxSize;
        this.maxFields = maxFields;
        this.head = new Head(maxSize, maxFields);
        head.clear();
    }

    /** The head of the request that was read last. */
    Head head() {
        return head;
    }

    /** The chunks of the request that was read last; null where it has none. */
    @Nullable Chunks chunks() {
        return chunks;
    }

    /** Whether a request was handed over to its end. */
    boolean done() {
        return state == State.DONE && !waiting.hasRemaining();
    }

    /** Whether a request has begun to be served: Undertow has its head, and gets no other before it has answered. */
    boolean serving() {
        return state != State.HEAD && state != State.TRANSPARENT;
    }

    /** What the client is to send next of a request that has begun. */
    Slowness.Part part() {
        return switch (state) {
            case HEAD -> head.begun() ? Slowness.Part.HEAD : Slowness.Part.NOTHING;
            case LENGTH, CHUNKS -> Slowness.Part.CONTENT;
            case DONE, TRANSPARENT -> Slowness.Part.NOTHING;
        };
    }

    /** Begins the next request. */
    void next() {
        state = State.HEAD;
        chunks = null;
        head.clear();
    }

    /** From now on bytes pass as they come: another protocol is spoken. */
    void letThrough() {
        state = State.TRANSPARENT;
    }

    /** Whether there are bytes for Undertow that need no others. */
    boolean waiting() {
        return waiting.hasRemaining();
    }

    /** How many bytes may pass as they come: those of content that is not chunked. */
    long passing() {
        return waiting.hasRemaining()
                ? 0
                : switch (state) {
                    case LENGTH -> left;
                    case TRANSPARENT -> Long.MAX_VALUE;
                    default -> 0;
                };
    }

    /** So many bytes passed as they came. */
    void passed(long bytes) {
        if (state == State.LENGTH) {
            left -= bytes;
            state = left == 0 ? State.DONE : State.LENGTH;
        }
    }

    /** Reads the client's bytes and puts what Undertow is to see, until the request ends, one is used up or one is full. */
    void read(ByteBuffer in, ByteBuffer out) throws Broken {
        do {
            Buffers.move(waiting, out, waiting.remaining());
            if (waiting.hasRemaining()) {
                return;
            }
            switch (state) {
                case HEAD -> readHead(in);
                case CHUNKS -> readChunks(in, out);
                case LENGTH, TRANSPARENT -> passed(Buffers.move(in, out, passing()));
                case DONE -> {}
            }
        } while (waiting.hasRemaining());
    }

    private void readHead(ByteBuffer in) throws Broken {
        if (head.read(in)) {
            waiting = head.forUndertow();
            left = head.contentLength();
            if (head.isChunked()) {
                chunks = new Chunks(maxSize, maxFields);
                state = State.CHUNKS;
            } else {
                state = left > 0 ? State.LENGTH : State.DONE;
            }
        }
    }

    private void readChunks(ByteBuffer in, ByteBuffer out) throws Broken {
        Chunks reading = chunks;
        if (reading != null) {
            waiting = reading.read(in, out);
            state = reading.done() ? State.DONE : State.CHUNKS;
        }
    }
}
