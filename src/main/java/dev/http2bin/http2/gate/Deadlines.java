package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Arrears;
import dev.http2bin.http2.ledger.CloseReason;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.xnio.XnioExecutor;

/** How long a client may keep one connection's server side waiting. */
final class Deadlines {
    private enum Phase {
        PREFACE,
        SETTINGS,
        HEADER_BLOCK,
        KEEP_ALIVE,
        TICK,
        IDLE
    }

    /** How often the streams that are open are looked at. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Connection connection;
    private final LimitProperties limits;
    private final Transport transport;
    private final MemoryShare memory;
    private final SendWindows sendWindows;
    private final Pings pings;
    private final StreamEndings endings;
    private final Departure departure;
    private final Consumer<Limit> exceeded;
    private final Map<Phase, XnioExecutor.Key> waiting = new EnumMap<>(Phase.class);

    /** How far the client is behind with each stream whose response waited for the stream's window. */
    private Map<Integer, Arrears> streams = Map.of();

    /** How far the client is behind with the connection's window, and with the transport. */
    private final Arrears connectionArrears = new Arrears(0);

    private final Arrears transportArrears = new Arrears(0);

    /** When the connection's window was last used up by content that the application has yet to take. */
    private long withheld = System.nanoTime();

    private long idleSince = System.nanoTime();
    private long heard = System.nanoTime();

    /** @param exceeded counts a limit that stopped the client */
    Deadlines(
            Connection connection,
            LimitProperties limits,
            Transport transport,
            MemoryShare memory,
            SendWindows sendWindows,
            Pings pings,
            StreamEndings endings,
            Departure departure,
            Consumer<Limit> exceeded) {
        this.connection = connection;
        this.limits = limits;
        this.transport = transport;
        this.memory = memory;
        this.sendWindows = sendWindows;
        this.pings = pings;
        this.endings = endings;
        this.departure = departure;
        this.exceeded = exceeded;
    }

    /**
     * The connection opened, and the server's SETTINGS are on their way.
     *
     * @param settled whether the client's SETTINGS came
     * @param acknowledged whether the client acknowledged the server's
     */
    void begin(BooleanSupplier settled, BooleanSupplier acknowledged) {
        after(Phase.PREFACE, limits.prefaceTimeout(), () -> {
            if (!settled.getAsBoolean()) {
                expire(Limit.PREFACE_TIMEOUT, ErrorCode.PROTOCOL_ERROR);
            }
        });
        after(Phase.SETTINGS, limits.settingsTimeout(), () -> {
            if (!acknowledged.getAsBoolean()) {
                expire(Limit.SETTINGS_TIMEOUT, ErrorCode.SETTINGS_TIMEOUT);
            }
        });
        after(Phase.IDLE, limits.idleTimeout(), this::idle);
        if (!limits.keepAlive().isZero()) {
            after(Phase.KEEP_ALIVE, limits.keepAlive(), this::keepAlive);
        }
    }

    /** Octets came from the client. */
    void heard() {
        heard = System.nanoTime();
    }

    /** A header block began whose end, in this frame or in CONTINUATION, is not there yet. */
    void headerBlock(BooleanSupplier open) {
        after(Phase.HEADER_BLOCK, limits.headerBlockTimeout(), () -> {
            if (open.getAsBoolean()) {
                expire(Limit.HEADER_BLOCK_TIMEOUT, ErrorCode.ENHANCE_YOUR_CALM);
            }
        });
    }

    /** A stream opened: from now on progress counts. */
    void streamOpened() {
        if (!waiting.containsKey(Phase.TICK)) {
            after(Phase.TICK, TICK, this::tick);
        }
    }

    /** The connection is gone. */
    void end() {
        waiting.values().forEach(XnioExecutor.Key::remove);
        waiting.clear();
    }

    private void tick() {
        long now = System.nanoTime();
        long most = limits.writeTimeout().toNanos();
        long rate = limits.writeRate().toBytes();
        boolean connectionBehind =
                connectionArrears.update(connection.waitedInAll(now), sendWindows.sent(), rate) > most;
        if (connection.receiveWindow().available() <= 0) {
            withheld = now;
        }
        Map<Integer, Arrears> waited = new HashMap<>();
        for (Stream stream : new ArrayList<>(connection.streams())) {
            boolean behind = connectionBehind && connection.waitsForConnection(stream);
            long nanos = connection.waitedInAll(stream, now);
            if (nanos > 0) {
                Arrears arrears = streams.getOrDefault(stream.id(), new Arrears(stream.dataOut()));
                waited.put(stream.id(), arrears);
                behind |= arrears.update(nanos, stream.dataOut(), rate) > most;
            }
            if (behind) {
                giveUp(stream, Limit.WRITE_TIMEOUT);
            } else if (tooSlow(stream, now)) {
                giveUp(stream, Limit.BODY_RATE);
            }
        }
        streams = waited;
        shedOverdraft();
        if (transportArrears.update(transport.waitedInAll(now), transport.taken(), rate) > most) {
            expire(Limit.WRITE_TIMEOUT, ErrorCode.ENHANCE_YOUR_CALM);
        }
        if (connection.streams().isEmpty()) {
            idleSince = now;
        } else {
            streamOpened();
        }
    }

    /**
     * While memory is short, a connection that holds more than its share loses the streams whose responses have waited longest, and
     * then those with the most content that nothing reads.
     */
    void shedOverdraft() {
        if (!memory.isOverdrawn()) {
            return;
        }
        long now = System.nanoTime();
        shed(stream -> connection.waited(stream, now));
        shed(stream -> Math.max(0, stream.uncredited() - ReceiveWindows.UNTOLD));
    }

    /** Gives up the streams of which this is above 0, the highest first, until the connection holds no more than its share. */
    private void shed(ToLongFunction<Stream> measure) {
        List<Stream> streams = new ArrayList<>(connection.streams());
        streams.removeIf(stream -> measure.applyAsLong(stream) == 0);
        streams.sort(Comparator.comparingLong(measure).reversed());
        for (Stream stream : streams) {
            if (!memory.isOverdrawn()) {
                return;
            }
            giveUp(stream, Limit.MEMORY);
        }
    }

    /** Where the application held back all that the connection's window allows, its streams have the grace anew. */
    private boolean tooSlow(Stream stream, long now) {
        long open = now - stream.openedNanos();
        return stream.receiving()
                && stream.receiveWindow().available() > 0
                && stream.uncredited() <= ReceiveWindows.UNTOLD
                && Math.min(open, now - withheld) > limits.bodyGrace().toNanos()
                && stream.dataIn() < limits.bodyRate().toBytes() * TimeUnit.NANOSECONDS.toSeconds(open);
    }

    private void giveUp(Stream stream, Limit limit) {
        exceeded.accept(limit);
        endings.reset(stream, ErrorCode.CANCEL.code());
    }

    private void idle() {
        long left = limits.idleTimeout().toNanos() - (System.nanoTime() - idleSince);
        if (!connection.streams().isEmpty() || left > 0) {
            after(Phase.IDLE, Duration.ofNanos(Math.max(left, TICK.toNanos())), this::idle);
        } else {
            departure.fail(new Http2Exception(ErrorCode.NO_ERROR, "idle"), CloseReason.TIMEOUT);
        }
    }

    /** A PING brings octets back; where none came for two spans, the client did not answer one. */
    private void keepAlive() {
        long silent = System.nanoTime() - heard;
        long span = limits.keepAlive().toNanos();
        if (silent >= 2 * span) {
            expire(Limit.KEEP_ALIVE, ErrorCode.NO_ERROR);
            return;
        }
        if (silent >= span) {
            pings.send(new CompletableFuture<>());
            transport.flushSoon();
        }
        after(Phase.KEEP_ALIVE, Duration.ofNanos(silent >= span ? 2 * span - silent : span - silent), this::keepAlive);
    }

    private void expire(Limit limit, ErrorCode code) {
        departure.fail(new LimitExceeded(code, limit), CloseReason.TIMEOUT);
    }

    private void after(Phase phase, Duration time, Runnable task) {
        XnioExecutor.Key before = waiting.put(phase, transport.after(time, () -> {
            waiting.remove(phase);
            task.run();
        }));
        if (before != null) {
            before.remove();
        }
    }
}
