package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.CloseReason;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Limit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/** How a connection ends: GOAWAY, the end of the streams that are open, and the transport once what waits has left. */
final class Departure {
    private final Connection connection;
    private final Transport transport;
    private final FrameQueue toClient;
    private final Pings pings;
    private final LimitProperties limits;
    private final Consumer<Limit> exceeded;
    private @Nullable CloseReason reason;
    /** The last stream that a GOAWAY named; one that was refused since is not for a later GOAWAY to name (RFC 9113 §6.8). */
    private int lastNamed = Integer.MAX_VALUE;

    private boolean failed;
    private boolean clientLeft;
    private boolean parting;
    private XnioExecutor.@Nullable Key unread;

    /** @param exceeded counts a limit that stopped the client */
    Departure(
            Connection connection,
            Transport transport,
            FrameQueue toClient,
            Pings pings,
            LimitProperties limits,
            Consumer<Limit> exceeded) {
        this.connection = connection;
        this.transport = transport;
        this.toClient = toClient;
        this.pings = pings;
        this.limits = limits;
        this.exceeded = exceeded;
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
        if (error instanceof LimitExceeded over) {
            exceeded.accept(over.limit());
        }
        if (!failed) {
            failed = true;
            reason = why;
            goAway(error.code().code(), error.getMessage());
            transport.leave(why);
        }
    }

    /** Warns with a first GOAWAY, which excludes no stream, that the connection will end (RFC 9113 §6.8). */
    void announce(long code, String debugData) {
        if (reason == null) {
            toClient.next().goAway(Integer.MAX_VALUE, code, debugData);
        }
    }

    /** Says with GOAWAY that no new stream is accepted; the connection ends once the streams that are open did. */
    void leave(long code, @Nullable String debugData, CloseReason why) {
        if (reason == null && !transport.finished()) {
            reason = why;
            goAway(code, debugData);
            transport.flushSoon();
            streamEnded();
        }
    }

    private void goAway(long code, @Nullable String debugData) {
        lastNamed = Math.min(lastNamed, connection.lastStreamId());
        toClient.next().goAway(lastNamed, code, debugData);
    }

    /** Ends the connection where it is to end and no stream is open any more. */
    void streamEnded() {
        CloseReason why = clientLeft ? CloseReason.CLIENT : reason;
        if (why == null || !connection.streams().isEmpty()) {
            return;
        }
        if (why == CloseReason.DRAIN) {
            leaveWhenRead();
        } else {
            transport.leave(why);
        }
    }

    /**
     * A client that answers a PING behind its last response has read that; closing sooner may lose it to a TCP reset. A client
     * that does not answer has as long as any response may wait for its client.
     */
    private void leaveWhenRead() {
        if (!parting) {
            parting = true;
            CompletableFuture<Duration> read = new CompletableFuture<>();
            CompletableFuture<Void> unused = read.thenAccept(roundTrip -> transport.leave(CloseReason.DRAIN));
            pings.send(read);
            long left = limits.writeTimeout().toNanos() - connection.sinceLastAnswer(System.nanoTime());
            if (left > 0) {
                unread = transport.after(Duration.ofNanos(left), () -> transport.leave(CloseReason.DRAIN));
            } else {
                transport.leave(CloseReason.DRAIN);
            }
            transport.flushSoon();
        }
    }

    /** The connection is gone. */
    void gone() {
        if (unread != null) {
            unread.remove();
        }
    }
}
