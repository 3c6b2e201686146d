package dev.http2bin.http2.ledger;

import dev.http2bin.http2.ledger.WireListener.Level;

/** The windows of a connection as a whole (RFC 9113 §5.2), and which response has to wait for which window. */
final class FlowControl {
    private final FlowWindow send = new FlowWindow(FlowWindow.INITIAL);
    private final FlowWindow receive = new FlowWindow(FlowWindow.INITIAL);
    private final Stall stall = new Stall();
    private final WireListener listener;
    private int waiting;

    FlowControl(WireListener listener) {
        this.listener = listener;
    }

    FlowWindow send() {
        return send;
    }

    FlowWindow receive() {
        return receive;
    }

    /** Waits for the connection's window. */
    Stall stall() {
        return stall;
    }

    /** Nanoseconds of the wait that goes on, for the stream's window or the connection's; 0 if there is none. */
    long waited(Stream stream, long now) {
        return Math.max(stream.stall().current(now), stream.waitsForConnection() ? stall.current(now) : 0);
    }

    boolean waitsForConnection(Stream stream) {
        return stream.waitsForConnection();
    }

    /** DATA left. */
    void sent(Stream stream, int content) {
        send.take(content);
        stream.sendWindow().take(content);
    }

    /** A response wants to send and cannot, still or again. It waits for each window that is used up. */
    void waits(Stream stream, long now) {
        if (stream.sendWindow().available() <= 0) {
            stream.stall().begin(now);
        } else {
            report(Level.STREAM, stream.stall().end(now));
        }
        if (send.available() > 0) {
            leavesConnection(stream, now);
        } else if (!stream.waitsForConnection()) {
            stream.waitsForConnection(true);
            waiting++;
            stall.begin(now);
        }
    }

    /** A response waits no more. */
    void waitsNoMore(Stream stream, long now) {
        report(Level.STREAM, stream.stall().end(now));
        leavesConnection(stream, now);
    }

    /** The wait for the connection's window ends with the last response that waits for it. */
    private void leavesConnection(Stream stream, long now) {
        if (stream.waitsForConnection()) {
            stream.waitsForConnection(false);
            if (--waiting == 0) {
                report(Level.CONNECTION, stall.end(now));
            }
        }
    }

    private void report(Level level, long nanos) {
        if (nanos >= 0) {
            listener.stall(level, nanos);
        }
    }
}
