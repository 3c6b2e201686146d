package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.FlowWindow;
import dev.http2bin.http2.ledger.SendCredit;
import dev.http2bin.http2.ledger.Stream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the client's windows and the transport let responses send (RFC 9113 §5.2, §6.9), and the responses that wait.
 *
 * <p>Undertow copies what a response writes into a buffer before it looks at a window, and holds that buffer until the window
 * opens. So its own windows stay wide open, and a response is told here how much it may write: a response that waits for its
 * client then holds no buffer at all.
 */
final class SendWindows implements SendCredit {
    /** Undertow's windows are refilled in steps of this size, far below what they hold. */
    private static final int REFILL = 1 << 30;

    /** Bytes of responses that may wait for room in the transport before responses have to wait. */
    private static final int MOST_BUFFERED = 65_536;

    /** Less room in the transport than this is none, so that a slow client does not get a frame for each few bytes. */
    private static final int LEAST_ROOM = 16_384;

    private final Connection connection;
    private final Transport transport;
    private final FrameQueue toUndertow;
    private final Map<Stream, Runnable> waiting = new LinkedHashMap<>();
    private long reserved;
    private long undertowSpent;
    private long sent;
    private boolean wakes;
    private boolean undertowOpen;

    SendWindows(Connection connection, Transport transport, FrameQueue toUndertow) {
        this.connection = connection;
        this.transport = transport;
        this.toUndertow = toUndertow;
    }

    @Override
    public int available(Stream stream) {
        if (!stream.sending()) {
            return Integer.MAX_VALUE;
        }
        long window = Math.min(
                stream.sendWindow().available() - stream.reserved(),
                connection.sendWindow().available() - reserved);
        return (int) Math.max(0, Math.min(window, room()));
    }

    private int room() {
        int left = MOST_BUFFERED - transport.buffered();
        return left < LEAST_ROOM ? 0 : left;
    }

    @Override
    public int reserve(Stream stream, int wanted) {
        int granted = Math.min(wanted, available(stream));
        if (stream.sending()) {
            stream.reserve(granted);
            reserved += granted;
        }
        return granted;
    }

    @Override
    public void giveBack(Stream stream, int bytes) {
        if (stream.sending()) {
            stream.reserve(-bytes);
            reserved -= bytes;
        }
    }

    @Override
    public void whenAvailable(Stream stream, Runnable task) {
        if (available(stream) > 0) {
            forget(stream);
            task.run();
        } else {
            waiting.put(stream, task);
            connection.waits(stream);
        }
    }

    @Override
    public void forget(Stream stream) {
        if (!waiting.isEmpty() && waiting.remove(stream) != null) {
            connection.waitsNoMore(stream);
        }
    }

    /** The client sent WINDOW_UPDATE for the connection. */
    void updated(int increment) throws Http2Exception {
        if (!connection.sendWindow().add(increment)) {
            throw new Http2Exception(ErrorCode.FLOW_CONTROL_ERROR, "connection window over 2^31-1");
        }
        grew();
    }

    /** The client sent WINDOW_UPDATE for a stream; false if the stream's window would be too large. */
    boolean updated(Stream stream, int increment) {
        if (!stream.sendWindow().add(increment)) {
            return false;
        }
        grew();
        return true;
    }

    /** The client changed SETTINGS_INITIAL_WINDOW_SIZE by this many bytes, which changes each open stream's (RFC 9113 §6.9.2). */
    void initialSizeChanged(long delta) throws Http2Exception {
        for (Stream stream : connection.streams()) {
            if (!stream.sendWindow().add(delta)) {
                throw new Http2Exception(ErrorCode.FLOW_CONTROL_ERROR, "INITIAL_WINDOW_SIZE overflows a window");
            }
        }
        grew();
    }

    /** A DATA frame of this many bytes leaves. */
    void sent(Stream stream, int bytes) {
        long before = stream.dataOut();
        giveBack(stream, (int) Math.min(bytes, stream.reserved()));
        connection.sent(stream, bytes);
        sent += bytes;
        if (stream.dataOut() / REFILL > before / REFILL) {
            toUndertow.next().windowUpdate(stream.id(), REFILL);
        }
        spent(bytes);
    }

    /** Bytes of DATA that left so far. */
    long sent() {
        return sent;
    }

    /** Undertow wrote DATA of this many bytes, whether they leave or not. */
    void spent(int bytes) {
        undertowSpent += bytes;
        if (undertowSpent >= REFILL) {
            undertowSpent -= REFILL;
            toUndertow.next().windowUpdate(0, REFILL);
        }
    }

    /**
     * Opens Undertow's window for the connection as wide as it goes, which SETTINGS cannot do (RFC 9113 §6.9.2). Undertow wants
     * SETTINGS before.
     */
    void openUndertow() {
        if (!undertowOpen) {
            undertowOpen = true;
            toUndertow.next().windowUpdate(0, FlowWindow.MAX - FlowWindow.INITIAL);
        }
    }

    /** A response is about to end: its writer waits no more, and what it reserved is there for others. */
    void streamEnds(Stream stream) {
        if (stream.reserved() > 0) {
            reserved -= stream.reserved();
            stream.reserve(-stream.reserved());
            grew();
        }
        Runnable writer = waiting.isEmpty() ? null : waiting.remove(stream); // a stream's first hash is slow to get
        if (writer != null) {
            transport.soon(writer); // when the stream has ended
        }
    }

    /**
     * A window grew, or the transport took bytes: responses that wait go on, in the order in which they began to wait. A response
     * writes later in this turn of the I/O thread, so room for one frame wakes one response; the rest is asked again then.
     */
    void grew() {
        if (waiting.isEmpty()) {
            return;
        }
        int room = room();
        List<Runnable> writers = new ArrayList<>();
        for (Iterator<Map.Entry<Stream, Runnable>> all = waiting.entrySet().iterator(); all.hasNext() && room > 0; ) {
            Map.Entry<Stream, Runnable> next = all.next();
            int available = available(next.getKey());
            if (available > 0) {
                all.remove();
                connection.waitsNoMore(next.getKey());
                writers.add(next.getValue());
                room -= Math.min(available, LEAST_ROOM);
            } else {
                connection.waits(next.getKey()); // perhaps for the other window now
            }
        }
        writers.forEach(Runnable::run);
        if (!writers.isEmpty() && !waiting.isEmpty() && !wakes) {
            wakes = true;
            transport.soon(() -> {
                wakes = false;
                grew();
            });
        }
    }
}
