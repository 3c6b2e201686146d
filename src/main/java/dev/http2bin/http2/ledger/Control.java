package dev.http2bin.http2.ledger;

import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.hpack.HeaderField;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What may be done to a connection besides answering its requests. Any thread may call it; the frames are written at the
 * next frame boundary, in the order of the calls. Undertow's frames may overtake a call: who needs it before them waits for
 * what the call returns.
 */
public interface Control {

    /** Sends a PING and completes with the round trip; fails where the connection closes first. */
    CompletableFuture<Duration> ping();

    /** Resets one stream, with any error code; completes when that is done. A stream that ended is left alone. */
    CompletableFuture<Void> reset(int streamId, long code);

    /** The same because the stream's own request asks for it. A client that retries without end spends a budget by it. */
    CompletableFuture<Void> resetOnRequest(int streamId, long code);

    /** Sends GOAWAY with the true last stream id; the streams that are open end, then the connection does. */
    CompletableFuture<Void> goAway(long code, @Nullable String debugData);

    /**
     * Ends the connection without losing a request (RFC 9113 §6.8): a GOAWAY that names no stream, and a round trip
     * later one that names the last stream accepted. Completes with the second.
     */
    CompletableFuture<Void> drain();

    /** Sends HEADERS with status 103, never with END_STREAM, unless the stream was answered or ended. */
    CompletableFuture<EarlyHints> earlyHints(int streamId, List<HeaderField> fields);

    /**
     * Sends HEADERS with status 100 to a client that waits for them (RFC 9110 §10.1.1), unless the stream was answered or ended,
     * or its content has begun to come.
     */
    CompletableFuture<Void> invite(int streamId);

    /**
     * Sends a SETTINGS frame, valid or not; what it says counts for the server once the client acknowledged it. Completes
     * with the time that took; fails where the connection closes first.
     */
    CompletableFuture<Duration> settings(List<Setting> settings);

    /** Leaves PINGs unanswered for so long. */
    CompletableFuture<Void> ignorePings(Duration time);

    /** Closes the transport once what was written has left, in the middle of any stream and without GOAWAY. */
    CompletableFuture<Void> close();
}
