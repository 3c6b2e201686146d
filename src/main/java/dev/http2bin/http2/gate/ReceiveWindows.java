package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Stream;

/**
 * What the client may still send. Undertow tells stream by stream what the application took; the gate gives that back in
 * larger steps, and gives back at once what nobody will take, so that no reset shrinks the connection's window.
 */
final class ReceiveWindows {
    /** A stream's window is topped up when a quarter of it was taken, the connection's when an eighth was. */
    private static final int STREAM_STEPS = 4;

    private static final int CONNECTION_STEPS = 8;

    /** Undertow tells what was taken once that is half of this: a smaller window is refilled ahead of it. */
    private static final int UNDERTOWS = 65_535;

    /** So many octets of a stream the application may have taken without Undertow telling. */
    static final int UNTOLD = UNDERTOWS / 2 + 1;

    private final Connection connection;
    private final OwnSettings ownSettings;
    private final FrameQueue toClient;
    private final Transport transport;
    private final long connectionWindow;
    private long uncredited;

    ReceiveWindows(
            Connection connection,
            Http2Properties properties,
            OwnSettings ownSettings,
            FrameQueue toClient,
            Transport transport) {
        this.connection = connection;
        this.ownSettings = ownSettings;
        this.toClient = toClient;
        this.transport = transport;
        this.connectionWindow = properties.connectionWindow().toBytes();
    }

    /** Opens the connection's window, which SETTINGS cannot do (RFC 9113 §6.9.2). */
    void open() {
        credit(0);
    }

    /** A DATA frame came, whatever becomes of it. */
    void take(int octets) throws Http2Exception {
        if (!connection.receiveWindow().take(octets)) {
            throw new Http2Exception(ErrorCode.FLOW_CONTROL_ERROR, "more DATA than the connection's window");
        }
        uncredited += octets;
    }

    /** The application took some of a stream's octets. */
    void consumed(Stream stream, long octets) {
        long taken = Math.min(octets, stream.uncredited());
        stream.credited(taken);
        credit(taken);
        long streamWindow = ownSettings.streamWindow();
        long held = streamWindow < UNDERTOWS ? Math.max(0, stream.uncredited() - UNDERTOWS) : stream.uncredited();
        long missing = streamWindow - stream.receiveWindow().available() - held;
        if (stream.receiving() && missing > 0 && missing >= streamWindow / STREAM_STEPS) {
            stream.receiveWindow().add(missing);
            toClient.next().windowUpdate(stream.id(), (int) missing);
            transport.flushSoon();
        }
    }

    /** A DATA frame was dropped that belongs to no open stream. */
    void dropped(int octets) {
        credit(octets);
    }

    /** A stream ends: nobody will take what it still holds. */
    void closed(Stream stream) {
        long rest = stream.uncredited();
        stream.credited(rest);
        credit(rest);
    }

    private void credit(long octets) {
        uncredited -= octets;
        long missing = connectionWindow - connection.receiveWindow().available() - uncredited;
        if (missing >= connectionWindow / CONNECTION_STEPS) {
            connection.receiveWindow().add(missing);
            toClient.next().windowUpdate(0, (int) missing);
            transport.flushSoon();
        }
    }
}
