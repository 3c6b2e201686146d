package dev.http2bin.ledger;

import dev.http2bin.ledger.WireListener.Level;
import java.util.Collection;

/** The windows of a connection as a whole (RFC 9113 §5.2), and which response had to wait for which window. */
final class FlowControl {
    private static final int LEAST = 2;

    private final FlowWindow send = new FlowWindow(FlowWindow.INITIAL);
    private final FlowWindow receive = new FlowWindow(FlowWindow.INITIAL);
    private final Stall stall = new Stall();
    private final WireListener listener;

    FlowControl(WireListener listener) {
        this.listener = listener;
    }

    FlowWindow send() {
        return send;
    }

    /** Whether the connection's window lets no DATA frame begin: Undertow begins none for one or two octets. */
    boolean isUsedUp() {
        return send.available() <= LEAST;
    }

    FlowWindow receive() {
        return receive;
    }

    /** Waits for the connection's window. */
    Stall stall() {
        return stall;
    }

    /** Nanoseconds of the wait that goes on, for the stream's window or the connection's; 0 where there is none. */
    long waited(Stream stream, long now) {
        return Math.max(stream.stall().current(now), stall.current(now));
    }

    /** A response goes on: where there is no window, it waits from now, be it for one or for both. */
    void goesOn(Stream stream, long now) {
        if (isUsedUp()) {
            stall.begin(now);
        }
        if (stream.sendWindow().available() <= 0) {
            stream.stall().begin(now);
        }
    }

    /** DATA left. */
    void sent(Stream stream, int content) {
        send.take(content);
        stream.sendWindow().take(content);
    }

    /** A response is whole: what looked like a wait was none. */
    void over(Stream stream, boolean noOther) {
        stream.stall().forget();
        if (noOther) {
            stall.forget();
        }
    }

    /** A window grew: who waited for it goes on. */
    void grew(Collection<Stream> streams, long now) {
        if (!isUsedUp()) {
            report(Level.CONNECTION, stall.end(now));
        }
        for (Stream stream : streams) {
            if (stream.sendWindow().available() > 0) {
                ended(stream, now);
            }
        }
    }

    /** A stream waits no more. */
    void ended(Stream stream, long now) {
        report(Level.STREAM, stream.stall().end(now));
    }

    /** The connection waits no more. */
    void closed(long now) {
        report(Level.CONNECTION, stall.end(now));
    }

    private void report(Level level, long nanos) {
        if (nanos >= 0) {
            listener.stall(level, nanos);
        }
    }
}
