package dev.http2bin.http2.ledger;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.hpack.Representation;
import java.util.Locale;
import java.util.concurrent.Executor;

/**
 * Hears what happens on every connection, on its I/O thread; early hints over HTTP/1.1 on whatever thread sends them. It
 * is thread-safe, never blocks, never throws and changes nothing.
 */
public interface WireListener {
    /** Which window a sender waited for. */
    enum Level {
        CONNECTION,
        STREAM;

        /** As meters name it: {@code connection}, {@code stream}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The listener to what happens on the connections of one I/O thread. Only that thread calls it.
     *
     * @param ioThread the thread
     */
    default WireListener on(Executor ioThread) {
        return this;
    }

    /**
     * A TLS handshake ended well.
     *
     * @param protocol such as {@code TLSv1.3}
     * @param alpn the application protocol agreed; empty for none
     */
    default void handshakeCompleted(String protocol, String alpn) {}

    /** A connection closed before its TLS handshake was complete. */
    default void handshakeFailed() {}

    default void connectionOpened() {}

    /**
     * A connection is gone.
     *
     * @param streams how many it had opened
     */
    default void connectionClosed(CloseReason reason, long streams) {}

    default void streamOpened() {}

    default void streamClosed(StreamOutcome outcome, long nanos) {}

    /** A stream was refused with REFUSED_STREAM before it opened. */
    default void streamRefused() {}

    /** The first HEADERS of a final response left, so long after the request's. */
    default void firstByte(long nanos) {}

    default void frame(Direction direction, FrameType type) {}

    /** Octets of content of one DATA frame, without padding. */
    default void data(Direction direction, int octets) {}

    default void reset(Direction direction, long code) {}

    default void goAway(Direction direction, long code) {}

    /** A named limit stopped the peer. */
    default void limitExceeded(Limit limit) {}

    default void stall(Level level, long nanos) {}

    /**
     * A response that could have sent waited while others went first.
     *
     * @param urgency of the response, from 0 to 7
     * @param bytes of DATA that the connection sent meanwhile
     */
    default void passedOver(int urgency, long nanos, long bytes) {}

    /** So many fields of a header block were represented so; told before their block. */
    default void fields(Direction direction, Representation representation, long count) {}

    /**
     * A header block was read or written.
     *
     * @param wire its octets on the wire
     * @param plain octets of names and values before compression
     */
    default void headerBlock(Direction direction, int wire, int plain) {}

    default void tableChanged(Direction direction, long insertions, long evictions, int sizeChange) {}

    default void pingAnswered(long nanos) {}

    default void earlyHints(EarlyHints outcome) {}
}
