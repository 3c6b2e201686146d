package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.CloseReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How a connection ends: GOAWAY, the end of the streams that are open, and the transport once what waits has left. */
final class Departure {
    private final Gate gate;
    private final GateConnection transport;
    private @Nullable CloseReason reason;
    private boolean failed;
    private boolean clientLeft;
    private boolean parting;

    Departure(Gate gate, GateConnection transport) {
        this.gate = gate;
        this.transport = transport;
    }

    /** Whether no new stream is accepted any more. */
    boolean begun() {
        return reason != null;
    }

    /** The client sent GOAWAY: its streams go on, and then the connection ends (RFC 9113 §6.8). */
    void clientLeaves() {
        clientLeft = true;
        streamEnded();
    }

    /** Undertow sent GOAWAY, which it does when it gives up; what made it do so is ours to find. */
    void undertowLeaves(long code) {
        ErrorCode told = code == ErrorCode.NO_ERROR.code() ? ErrorCode.NO_ERROR : ErrorCode.INTERNAL_ERROR;
        if (!transport.leaving()) {
            fail(new Http2Exception(told, "Undertow gave up: " + ErrorCode.name(code)), CloseReason.IO_ERROR);
        }
    }

    /** Ends the connection for a client's fault. */
    void fail(Http2Exception error) {
        boolean calm = error.code() == ErrorCode.ENHANCE_YOUR_CALM;
        fail(error, calm ? CloseReason.LIMIT : CloseReason.PROTOCOL_ERROR);
    }

    /** Ends the connection: GOAWAY, and the transport closes once that has left. Counts the limit that the client ran over. */
    void fail(Http2Exception error, CloseReason why) {
        if (error instanceof LimitExceeded exceeded) {
            gate.exceeded(exceeded.limit());
        }
        if (!failed) {
            failed = true;
            reason = why;
            gate.outbound()
                    .next()
                    .goAway(gate.connection().lastStreamId(), error.code().code(), error.getMessage());
            transport.leave(why);
        }
    }

    /** Says with GOAWAY that no new stream is accepted; the connection ends once the streams that are open did. */
    void leave(long code, @Nullable String debugData, CloseReason why) {
        if (reason == null && !transport.finished()) {
            reason = why;
            gate.outbound().next().goAway(gate.connection().lastStreamId(), code, debugData);
            gate.flushSoon();
            streamEnded();
        }
    }

    /** Ends the connection where it is to end and no stream is open any more. */
    void streamEnded() {
        CloseReason why = clientLeft ? CloseReason.CLIENT : reason;
        if (why == null || !gate.connection().streams().isEmpty()) {
            return;
        }
        if (why == CloseReason.DRAIN) {
            leaveWhenRead();
        } else {
            transport.leave(why);
        }
    }

    /** A client that answers a PING behind its last answer has read that; closing sooner may lose it to a TCP reset. */
    private void leaveWhenRead() {
        if (!parting) {
            parting = true;
            CompletableFuture<Duration> read = new CompletableFuture<>();
            CompletableFuture<Void> unused = read.thenAccept(roundTrip -> transport.leave(CloseReason.DRAIN));
            gate.outbound().next().ping(gate.pings().sent(read), false);
            gate.deadlines().unread(() -> transport.leave(CloseReason.DRAIN));
            gate.flushSoon();
        }
    }
}
