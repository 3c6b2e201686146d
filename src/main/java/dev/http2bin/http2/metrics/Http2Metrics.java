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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens on the wire: an event finds its meter without an allocation and without a lock that connections share. */
final class Http2Metrics implements WireListener {
    private final LongAdder connections = new LongAdder();
    private final LongAdder streams = new LongAdder();
    private final PerConstant<Direction, LongAdder> tableSizes =
            new PerConstant<>(Direction.class, direction -> new LongAdder());
    private final WireMeters meters;

    Http2Metrics(MeterRegistry registry) {
        Meters names = new Meters(registry);
        names.gauge(MeterName.CONNECTIONS_ACTIVE, Tags.empty(), connections::sum);
        names.gauge(MeterName.STREAMS_ACTIVE, Tags.empty(), streams::sum);
        for (Direction direction : Direction.values()) {
            Tags tag = Tags.of("direction", direction.toString());
            names.gauge(MeterName.HPACK_TABLE_SIZE, tag, tableSizes.of(direction)::sum);
        }
        meters = new WireMeters(names);
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
        connections.decrement();
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
        streams.decrement();
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
        of(direction).data.increment(octets);
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
        of(direction).fields.of(representation).increment((double) count);
    }

    @Override
    public void headerBlock(Direction direction, int wire, int plain) {
        of(direction).wire.increment(wire);
        of(direction).plain.increment(plain);
    }

    @Override
    public void tableChanged(Direction direction, long insertions, long evictions, int sizeChange) {
        of(direction).insertions.increment((double) insertions);
        of(direction).evictions.increment((double) evictions);
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
