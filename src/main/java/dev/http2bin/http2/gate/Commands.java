package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.ledger.CloseReason;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Control;
import dev.http2bin.http2.ledger.EarlyHints;
import dev.http2bin.http2.ledger.Stream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out what other threads ask of a connection: each command goes to its I/O thread and writes its frames there. */
final class Commands implements Control {
    /** How long a client may take to answer that it has read the first GOAWAY of a shutdown. */
    private static final long DRAIN_MILLIS = 1_000;

    private final Connection connection;
    private final Transport transport;
    private final Pings pings;
    private final OwnSettings ownSettings;
    private final Guard guard;
    private final StreamEndings endings;
    private final Departure departure;
    private final Responses responses;

    Commands(
            Connection connection,
            Transport transport,
            Pings pings,
            OwnSettings ownSettings,
            Guard guard,
            StreamEndings endings,
            Departure departure,
            Responses responses) {
        this.connection = connection;
        this.transport = transport;
        this.pings = pings;
        this.ownSettings = ownSettings;
        this.guard = guard;
        this.endings = endings;
        this.departure = departure;
        this.responses = responses;
    }

    /** Has frames written on the I/O thread, and sends them. */
    private void queue(Runnable frames) {
        transport.onIoThread(() -> {
            frames.run();
            transport.flushSoon();
        });
    }

    /** Completes when the command has written its frames to the queue, which nothing overtakes. */
    private <T> CompletableFuture<T> run(Supplier<T> command) {
        return CompletableFuture.supplyAsync(command, this::queue);
    }

    private CompletableFuture<Void> run(Runnable command) {
        return CompletableFuture.runAsync(command, this::queue);
    }

    /** Completes when the client has answered what the command wrote. */
    private CompletableFuture<Duration> ask(Consumer<CompletableFuture<Duration>> command) {
        CompletableFuture<Duration> answer = new CompletableFuture<>();
        return run(() -> command.accept(answer)).thenCompose(written -> answer);
    }

    @Override
    public CompletableFuture<Duration> ping() {
        return ask(pings::send);
    }

    @Override
    public CompletableFuture<Void> reset(int streamId, long code) {
        return run(() -> {
            Stream stream = connection.stream(streamId);
            if (stream != null) {
                endings.reset(stream, code);
            }
        });
    }

    @Override
    public CompletableFuture<Void> resetOnRequest(int streamId, long code) {
        return run(() -> {
            Stream stream = connection.stream(streamId);
            if (stream != null && !transport.leaving()) {
                if (code == ErrorCode.REFUSED_STREAM.code()) {
                    connection.wire().refused(stream.requestFields());
                }
                endings.reset(stream, code);
                countRetry();
            }
        });
    }

    private void countRetry() {
        try {
            guard.retry();
        } catch (Http2Exception e) {
            departure.fail(e);
        }
    }

    @Override
    public CompletableFuture<Void> goAway(long code, @Nullable String debugData) {
        return run(() -> departure.leave(code, debugData, CloseReason.FAULT));
    }

    @Override
    public CompletableFuture<Void> drain() {
        queue(() -> departure.announce(ErrorCode.NO_ERROR.code(), "shutdown"));
        return ping().orTimeout(DRAIN_MILLIS, TimeUnit.MILLISECONDS).handle((roundTrip, late) -> {
            transport.onIoThread(() -> departure.leave(ErrorCode.NO_ERROR.code(), "shutdown", CloseReason.DRAIN));
            return null;
        });
    }

    @Override
    public CompletableFuture<EarlyHints> earlyHints(int streamId, List<HeaderField> fields) {
        return run(() -> responses.earlyHints(streamId, fields));
    }

    @Override
    public CompletableFuture<Void> invite(int streamId) {
        return run(() -> responses.invite(streamId));
    }

    @Override
    public CompletableFuture<Duration> settings(List<Setting> settings) {
        return ask(acknowledged -> ownSettings.send(settings, acknowledged));
    }

    @Override
    public CompletableFuture<Void> ignorePings(Duration time) {
        return run(() -> pings.ignore(time));
    }

    @Override
    public CompletableFuture<Void> close() {
        return run(() -> transport.leave(CloseReason.FAULT));
    }
}
