package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Arrears;
import dev.http2bin.http2.ledger.CloseReason;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
        IDLE,
        UNREAD
    }

    /** How often the streams that are open are looked at. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /**
     * How long an answered request may go on. The end of one is mostly on its way, and some clients drop a response whose
     * stream is reset before they have read it.
     */
    private static final Duration REMAINDER = Duration.ofMillis(250);

    private final Gate gate;
    private final LimitProperties limits;
    private final XnioExecutor timer;
    private final Map<Phase, XnioExecutor.Key> waiting = new EnumMap<>(Phase.class);

    /** How far the client is behind with each stream whose response waited for the stream's window. */
    private Map<Integer, Arrears> streams = Map.of();

    /** How far the client is behind with the connection's window, and with the transport. */
    private final Arrears connection = new Arrears(0);

    private final Arrears transport = new Arrears(0);

    private long idleSince = System.nanoTime();
    private long heard = System.nanoTime();

    Deadlines(Gate gate, LimitProperties limits, XnioExecutor timer) {
        this.gate = gate;
        this.limits = limits;
        this.timer = timer;
    }

    /** The connection opened, and the server's SETTINGS are on their way. */
    void begin() {
        after(Phase.PREFACE, limits.prefaceTimeout(), () -> {
            if (!gate.inbound().settled()) {
                expire(Limit.PREFACE_TIMEOUT, ErrorCode.PROTOCOL_ERROR);
            }
        });
        after(Phase.SETTINGS, limits.settingsTimeout(), () -> {
            if (!gate.ownSettings().acknowledged()) {
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

    /** A response is whole before its request. What still waits for the transport leaves before a reset is written. */
    void remainder(Stream stream) {
        timer.executeAfter(
                () -> {
                    if (gate.connection().stream(stream.id()) != stream) {
                        return;
                    }
                    if (gate.transportBlocked()) {
                        remainder(stream);
                    } else {
                        gate.notWanted(stream);
                    }
                },
                REMAINDER.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Runs a task when the last answer has been on its way for too long; now where there was none, or none lately. */
    void unread(Runnable task) {
        long left = limits.writeTimeout().toNanos() - gate.connection().sinceLastAnswer(System.nanoTime());
        if (left > 0) {
            after(Phase.UNREAD, Duration.ofNanos(left), task);
        } else {
            task.run();
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
        boolean connectionBehind = connection.update(
                        gate.connection().waitedInAll(now), gate.sendWindows().sent(), rate)
                > most;
        Map<Integer, Arrears> waited = new HashMap<>();
        for (Stream stream : new ArrayList<>(gate.connection().streams())) {
            boolean behind = connectionBehind && gate.connection().waitsForConnection(stream);
            long nanos = gate.connection().waitedInAll(stream, now);
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
        if (transport.update(gate.transportWaitedInAll(now), gate.transportTook(), rate) > most) {
            expire(Limit.WRITE_TIMEOUT, ErrorCode.ENHANCE_YOUR_CALM);
        }
        if (gate.connection().streams().isEmpty()) {
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
        if (!gate.memory().isOverdrawn()) {
            return;
        }
        long now = System.nanoTime();
        shed(stream -> gate.connection().waited(stream, now));
        shed(stream -> Math.max(0, stream.uncredited() - ReceiveWindows.UNTOLD));
    }

    /** Gives up the streams of which this is above 0, the highest first, until the connection holds no more than its share. */
    private void shed(ToLongFunction<Stream> measure) {
        List<Stream> streams = new ArrayList<>(gate.connection().streams());
        streams.removeIf(stream -> measure.applyAsLong(stream) == 0);
        streams.sort(Comparator.comparingLong(measure).reversed());
        for (Stream stream : streams) {
            if (!gate.memory().isOverdrawn()) {
                return;
            }
            giveUp(stream, Limit.MEMORY);
        }
    }

    private boolean tooSlow(Stream stream, long now) {
        long open = now - stream.openedNanos();
        return stream.receiving()
                && stream.receiveWindow().available() > 0
                && stream.uncredited() <= ReceiveWindows.UNTOLD
                && open > limits.bodyGrace().toNanos()
                && stream.dataIn() < limits.bodyRate().toBytes() * TimeUnit.NANOSECONDS.toSeconds(open);
    }

    private void giveUp(Stream stream, Limit limit) {
        gate.exceeded(limit);
        gate.giveUp(stream);
    }

    private void idle() {
        long left = limits.idleTimeout().toNanos() - (System.nanoTime() - idleSince);
        if (!gate.connection().streams().isEmpty() || left > 0) {
            after(Phase.IDLE, Duration.ofNanos(Math.max(left, TICK.toNanos())), this::idle);
        } else {
            gate.departure().fail(new Http2Exception(ErrorCode.NO_ERROR, "idle"), CloseReason.TIMEOUT);
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
            gate.keepAlive();
        }
        after(Phase.KEEP_ALIVE, Duration.ofNanos(silent >= span ? 2 * span - silent : span - silent), this::keepAlive);
    }

    private void expire(Limit limit, ErrorCode code) {
        gate.departure().fail(new LimitExceeded(code, limit), CloseReason.TIMEOUT);
    }

    private void after(Phase phase, Duration time, Runnable task) {
        XnioExecutor.Key before = waiting.put(
                phase,
                timer.executeAfter(
                        () -> {
                            waiting.remove(phase);
                            task.run();
                        },
                        time.toMillis(),
                        TimeUnit.MILLISECONDS));
        if (before != null) {
            before.remove();
        }
    }
}
