package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.FlowWindow;
import dev.http2bin.http2.ledger.SendCredit;
import dev.http2bin.http2.ledger.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
    private final SendOrder order;
    private long reserved;
    private long undertowSpent;
    private long sent;
    private boolean looks;
    private boolean looksAgain;
    private boolean undertowOpen;

    /** @param patience how long a response may be passed over for more urgent ones */
    SendWindows(Connection connection, Transport transport, FrameQueue toUndertow, Duration patience) {
        this.connection = connection;
        this.transport = transport;
        this.toUndertow = toUndertow;
        this.order = new SendOrder(connection, () -> sent, patience);
    }

    @Override
    public int available(Stream stream) {
        if (!stream.sending()) {
            return Integer.MAX_VALUE;
        }
        long most = Math.min(window(stream), room());
        return most <= 0 || order.yields(stream, this::isReady) ? 0 : (int) most;
    }

    /** What both windows let a response send. */
    private long window(Stream stream) {
        return Math.min(
                stream.sendWindow().available() - stream.reserved(),
                connection.sendWindow().available() - reserved);
    }

    /** Whether a response could send if it were its turn; one whose stream is over has its writer find out. */
    private boolean isReady(Stream stream) {
        return !stream.sending() || window(stream) > 0;
    }

    private int room() {
        int left = MOST_BUFFERED - transport.buffered();
        return left < LEAST_ROOM ? 0 : left;
    }

    @Override
    public int reserve(Stream stream, int wanted, boolean byWorker) {
        int granted = Math.min(wanted, available(stream));
        if (granted > 0 && stream.sending()) {
            order.sends(stream, granted, byWorker);
            take(stream, granted);
        }
        return granted;
    }

    @Override
    public boolean reserveWhole(Stream stream, int length) {
        boolean granted = available(stream) >= length;
        if (granted && stream.sending()) {
            take(stream, length);
        }
        return granted;
    }

    private void take(Stream stream, int bytes) {
        stream.reserve(bytes);
        reserved += bytes;
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
        if (!stream.sending()) {
            task.run(); // its end is noted already
        } else if (available(stream) > 0) {
            if (order.begin(stream) != null) {
                connection.waitsNoMore(stream);
            }
            task.run();
        } else {
            order.await(stream, task);
            connection.waits(stream);
            if (room() > 0 && isReady(stream)) {
                order.passedOver(stream, true);
                letOthersGo();
            }
        }
    }

    @Override
    public void forget(Stream stream) {
        if (order.remove(stream) != null) {
            connection.waitsNoMore(stream);
        }
        letOthersGo();
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
        Runnable writer = order.remove(stream);
        if (writer != null) {
            transport.soon(writer); // when the stream has ended
        }
        letOthersGo();
    }

    /**
     * A window grew, or the transport took bytes: the response whose turn it is goes on, and those that share the connection with
     * it. A response writes later in this turn of the I/O thread.
     */
    void grew() {
        if (order.isEmpty()) {
            return;
        }
        boolean hasRoom = room() > 0;
        List<Runnable> writers = new ArrayList<>();
        Stream next = null;
        for (int room = room(); room > 0; room -= LEAST_ROOM) {
            next = order.next(this::isReady);
            Runnable writer = next == null ? null : order.begin(next);
            if (next == null || writer == null) {
                break;
            }
            connection.waitsNoMore(next);
            writers.add(writer);
        }
        for (Stream stream : order.streams()) {
            if (!isReady(stream)) {
                connection.waits(stream); // perhaps for the other window now
                order.passedOver(stream, false);
            } else if (hasRoom) {
                order.passedOver(stream, true);
            }
        }
        writers.forEach(Runnable::run);
        if (!order.isEmpty() && room() > 0) {
            lookAgain();
        }
    }

    /** A response has nothing to send for now: another may go. */
    private void letOthersGo() {
        if (!order.isEmpty() && !looks) {
            looks = true;
            transport.soon(() -> {
                looks = false;
                grew();
            });
        }
    }

    /** A turn may lapse without a word. */
    private void lookAgain() {
        if (!looksAgain) {
            looksAgain = true;
            transport.after(SendOrder.LAPSE, () -> {
                looksAgain = false;
                grew();
            });
        }
    }
}
