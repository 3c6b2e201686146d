package dev.http2bin.http2.metrics;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.hpack.Representation;
import dev.http2bin.http2.ledger.CloseReason;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.EarlyHints;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.StreamOutcome;
import dev.http2bin.http2.ledger.WireListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Counts what happens on the wire: an event finds its meter without an allocation. What happens with each request is counted by each
 * I/O thread for itself, without an atomic operation.
 */
final class Http2Metrics implements WireListener {
    /** What is open now, on all threads. */
    private static final class Levels {
        final ThreadSum connections = new ThreadSum();
        final ThreadSum streams = new ThreadSum();
        final PerConstant<Direction, ThreadSum> tableSizes =
                new PerConstant<>(Direction.class, direction -> new ThreadSum());

        Levels(Meters names) {
            names.gauge(MeterName.CONNECTIONS_ACTIVE, Tags.empty(), connections::value);
            names.gauge(MeterName.STREAMS_ACTIVE, Tags.empty(), streams::value);
            for (Direction direction : Direction.values()) {
                Tags tag = Tags.of("direction", direction.toString());
                names.gauge(MeterName.HPACK_TABLE_SIZE, tag, tableSizes.of(direction)::value);
            }
        }
    }

    private final Meters names;
    private final Levels levels;
    private final Map<Executor, Http2Metrics> threads;
    private final WireMeters meters;
    private final ThreadSum.Cell connections;
    private final ThreadSum.Cell streams;
    private final PerConstant<Direction, ThreadSum.Cell> tableSizes;

    /** The listener to what happens on no connection, or over HTTP/1.1. */
    Http2Metrics(MeterRegistry registry) {
        this(new Meters(registry));
    }

    private Http2Metrics(Meters names) {
        this(names, new Levels(names), new ConcurrentHashMap<>());
    }

    /** The listener to what happens on the connections of one I/O thread. */
    private Http2Metrics(Meters names, Levels levels, Map<Executor, Http2Metrics> threads) {
        this.names = names;
        this.levels = levels;
        this.threads = threads;
        meters = new WireMeters(names);
        connections = levels.connections.cell();
        streams = levels.streams.cell();
        tableSizes = new PerConstant<>(
                Direction.class, direction -> levels.tableSizes.of(direction).cell());
    }

    @Override
    public WireListener on(Executor ioThread) {
        return threads.computeIfAbsent(ioThread, unused -> new Http2Metrics(names, levels, threads));
    }

    @Override
    public void handshakeCompleted(String protocol, String alpn) {
        meters.handshakes.completed(protocol, alpn);
    }

    @Override
    public void handshakeFailed() {
        meters.handshakes.failed();
    }

    @Override
    public void connectionOpened() {
        connections.increment();
        meters.connectionsOpened.increment();
    }

    @Override
    public void connectionClosed(CloseReason reason, long opened) {
        connections.add(-1);
        meters.connectionsClosed.of(reason).increment();
        meters.streamsPerConnection.record((double) opened);
    }

    @Override
    public void streamOpened() {
        streams.increment();
        meters.streamsOpened.increment();
    }

    @Override
    public void streamClosed(StreamOutcome outcome, long nanos) {
        streams.add(-1);
        meters.streamsClosed.of(outcome).increment();
        meters.streamDuration.of(outcome).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void streamRefused() {
        meters.streamsRefused.increment();
    }

    @Override
    public void firstByte(long nanos) {
        meters.firstByte.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void frame(Direction direction, FrameType type) {
        of(direction).frames.of(type).increment();
    }

    @Override
    public void data(Direction direction, int octets) {
        of(direction).data.add(octets);
    }

    @Override
    public void reset(Direction direction, long code) {
        of(direction).reset(code).increment();
    }

    @Override
    public void goAway(Direction direction, long code) {
        of(direction).goAway(code).increment();
    }

    @Override
    public void limitExceeded(Limit limit) {
        meters.limits.of(limit).increment();
    }

    @Override
    public void stall(Level level, long nanos) {
        meters.stalls.of(level).increment();
        meters.stallTime.of(level).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void passedOver(int urgency, long nanos, long bytes) {
        meters.priorityWait.get(urgency).record(nanos, TimeUnit.NANOSECONDS);
        meters.priorityOvertaken.get(urgency).increment((double) bytes);
    }

    @Override
    public void fields(Direction direction, Representation representation, long count) {
        of(direction).fields.of(representation).add(count);
    }

    @Override
    public void headerBlock(Direction direction, int wire, int plain) {
        of(direction).wire.add(wire);
        of(direction).plain.add(plain);
    }

    @Override
    public void tableChanged(Direction direction, long insertions, long evictions, int sizeChange) {
        of(direction).insertions.add(insertions);
        of(direction).evictions.add(evictions);
        tableSizes.of(direction).add(sizeChange);
    }

    @Override
    public void pingAnswered(long nanos) {
        meters.roundTrip.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void earlyHints(EarlyHints outcome) {
        meters.earlyHints.of(outcome).increment();
    }

    private DirectionMeters of(Direction direction) {
        return meters.directions.of(direction);
    }
}
