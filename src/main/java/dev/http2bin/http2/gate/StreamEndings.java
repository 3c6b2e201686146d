package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Stream;
import dev.http2bin.http2.ledger.StreamOutcome;
import dev.http2bin.http2.ledger.StreamServer;
import java.time.Duration;

/**
 * The ways in which a stream ends (RFC 9113 §5.1, §5.4.2, §8.1).
 *
 * <pre>
 *                 what ends it               RST_STREAM         counts against the client
 *   remoteEnded   the client's END_STREAM    -                  -
 *   localEnded    the server's END_STREAM    NO_ERROR later, if much of the request is still to come
 *   clientReset   the client's RST_STREAM    -                  a reset before the response was whole, or a control frame
 *   reset         the server's decision      the code given     -
 *   fault         a fault of the client's    the code given     a reset
 *   refuse        no room for the stream     REFUSED_STREAM     an answer that it may leave unread
 * </pre>
 *
 * <p>Undertow never hears of RST_STREAM, for it keeps a stream that was reset for a minute. {@link #endBehind} ends the stream
 * there.
 */
final class StreamEndings {
    /** Reading this much of a request that was answered is kinder than a reset (RFC 9113 §8.1). */
    private static final long NEARLY_WHOLE = 65_536;

    /**
     * How long an answered request may go on. The end of one is mostly on its way, and some clients drop a response whose
     * stream is reset before they have read it.
     */
    private static final Duration REMAINDER = Duration.ofMillis(250);

    private final Connection connection;
    private final Transport transport;
    private final FrameQueue toClient;
    private final FrameQueue toUndertow;
    private final SendWindows sendWindows;
    private final ReceiveWindows receiveWindows;
    private final MemoryShare memory;
    private final Guard guard;
    private final Departure departure;
    /** The last stream that had ended when the client reset it, after which the client sends no frame of it; 0 if there is none. */
    private int resetLate;

    StreamEndings(
            Connection connection,
            Transport transport,
            FrameQueue toClient,
            FrameQueue toUndertow,
            SendWindows sendWindows,
            ReceiveWindows receiveWindows,
            MemoryShare memory,
            Guard guard,
            Departure departure) {
        this.connection = connection;
        this.transport = transport;
        this.toClient = toClient;
        this.toUndertow = toUndertow;
        this.sendWindows = sendWindows;
        this.receiveWindows = receiveWindows;
        this.memory = memory;
        this.guard = guard;
        this.departure = departure;
    }

    /** The client sent END_STREAM. */
    void remoteEnded(Stream stream) {
        connection.remoteEnded(stream);
        afterEnd(stream);
    }

    /** The server sent END_STREAM. */
    void localEnded(Stream stream) {
        sendWindows.streamEnds(stream);
        connection.localEnded(stream);
        afterEnd(stream);
        boolean nearlyWhole = stream.contentLength() >= 0 && stream.contentLength() - stream.dataIn() <= NEARLY_WHOLE;
        if (stream.receiving() && !nearlyWhole) {
            resetLater(stream);
        }
    }

    /** Has the client stop sending. What still waits for the transport leaves before the reset is written. */
    private void resetLater(Stream stream) {
        transport.after(REMAINDER, () -> {
            if (connection.stream(stream.id()) != stream) {
                return;
            }
            if (transport.blocked()) {
                resetLater(stream);
            } else {
                reset(stream, ErrorCode.NO_ERROR.code());
            }
        });
    }

    /** The client sent RST_STREAM, perhaps for a stream that is over. */
    void clientReset(int streamId) throws Http2Exception {
        Stream stream = connection.stream(streamId);
        guard.rstStream(stream != null && stream.sending());
        if (stream != null) {
            end(stream, StreamOutcome.RESET_REMOTE);
        } else {
            resetLate = streamId;
        }
    }

    /** The server resets a stream, such as one whose client keeps it waiting. */
    void reset(Stream stream, long code) {
        writeReset(stream.id(), code);
        end(stream, StreamOutcome.RESET_LOCAL);
    }

    /** Undertow gives up a stream. Behind a whole response that only means: send no more (RFC 9113 §8.1). */
    void undertowReset(int streamId, long code) {
        Stream stream = connection.stream(streamId);
        if (stream != null && !transport.inputEnded()) {
            reset(stream, stream.sending() ? code : ErrorCode.NO_ERROR.code());
        }
    }

    /**
     * Resets a stream that is open or closed for a client's fault, which stays one where the answer is out already (RFC 9113
     * §8.1.1). An idle stream cannot be reset (RFC 9113 §6.4), so there the connection ends.
     */
    void fault(int streamId, ErrorCode code) throws Http2Exception {
        Stream stream = connection.stream(streamId);
        if (stream != null) {
            reset(stream, code.code());
        } else if (connection.isIdle(streamId)) {
            throw new Http2Exception(code, "a fault of the idle stream " + streamId);
        } else {
            writeReset(streamId, code.code());
        }
        guard.reset();
    }

    /**
     * Refuses a stream, which counts toward no limit: a client may open it before it has read a GOAWAY, as some proxies do
     * for seconds, and is not to blame for what the server lacks. Where the client is to blame, {@link Guard#retry} counts it.
     */
    void refuse(int streamId) throws Http2Exception {
        guard.answer();
        writeReset(streamId, ErrorCode.REFUSED_STREAM.code());
    }

    /**
     * Whether the client may have sent a frame before it knew that the server reset the stream (RFC 9113 §5.1). Many short streams may
     * end while a frame is under way, so the client is not to blame if the connection has forgotten how the stream ended.
     */
    boolean mayBeInFlight(int streamId) {
        return streamId != resetLate
                && (connection.outcome(streamId) == StreamOutcome.RESET_LOCAL || connection.forgot(streamId));
    }

    /** The connection is gone, and its streams with it. */
    void gone() {
        connection.streams().forEach(stream -> memory.add(-MemoryBound.cost(stream)));
    }

    private void writeReset(int streamId, long code) {
        toClient.next().rstStream(streamId, code);
        transport.flushSoon();
    }

    /** A stream was reset by either side. */
    private void end(Stream stream, StreamOutcome outcome) {
        boolean requestGoesOn = stream.receiving();
        sendWindows.streamEnds(stream);
        connection.ended(stream, outcome);
        afterEnd(stream);
        transport.soon(() -> endBehind(stream, requestGoesOn));
    }

    private void afterEnd(Stream stream) {
        if (!stream.sending() && !stream.receiving()) {
            receiveWindows.closed(stream);
            memory.add(-MemoryBound.cost(stream));
            departure.streamEnded();
        }
    }

    /** Closes the stream's channels behind the gate. Then Undertow reads the end of the request, if it has not yet. */
    private void endBehind(Stream stream, boolean requestGoesOn) {
        StreamServer server = stream.server();
        if (server != null) {
            server.streamEnded();
        }
        if (requestGoesOn && !transport.finished()) {
            toUndertow.next().header(0, FrameType.DATA, Flags.END_STREAM, stream.id());
            transport.readSoon();
        }
    }
}
