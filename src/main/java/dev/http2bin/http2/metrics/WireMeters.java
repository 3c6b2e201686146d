package dev.http2bin.http2.metrics;

import dev.http2bin.http2.ledger.CloseReason;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.EarlyHints;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.Priority;
import dev.http2bin.http2.ledger.StreamOutcome;
import dev.http2bin.http2.ledger.WireListener.Level;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The meters that the events of one I/O thread move, one for every value a tag can have: each event finds its own without a search.
 */
final class WireMeters {
    final Counter connectionsOpened;
    final PerConstant<CloseReason, Counter> connectionsClosed;
    final DistributionSummary streamsPerConnection;
    final ThreadSum.Cell streamsOpened;
    final PerConstant<StreamOutcome, ThreadSum.Cell> streamsClosed;
    final Counter streamsRefused;
    final PerConstant<StreamOutcome, Timer> streamDuration;
    final Timer firstByte;
    final PerConstant<Direction, DirectionMeters> directions;
    final PerConstant<Limit, Counter> limits;
    final PerConstant<Level, Counter> stalls;
    final PerConstant<Level, Timer> stallTime;
    /** By urgency. */
    final List<Timer> priorityWait;

    final List<Counter> priorityOvertaken;
    final Timer roundTrip;
    final PerConstant<EarlyHints, Counter> earlyHints;
    final HandshakeMeters handshakes;

    WireMeters(Meters meters) {
        Tags none = Tags.empty();
        connectionsOpened = meters.counter(MeterName.CONNECTIONS_OPENED, none);
        connectionsClosed = meters.counters(MeterName.CONNECTIONS_CLOSED, CloseReason.class, "reason", none);
        streamsPerConnection = meters.distribution(MeterName.STREAMS_PER_CONNECTION);
        streamsOpened = meters.cell(MeterName.STREAMS_OPENED, none);
        streamsClosed = meters.cells(MeterName.STREAMS_CLOSED, StreamOutcome.class, "outcome", none);
        streamsRefused = meters.counter(MeterName.STREAMS_REFUSED, none);
        streamDuration = meters.timers(MeterName.STREAM_DURATION, StreamOutcome.class, "outcome");
        firstByte = meters.timer(MeterName.STREAM_FIRST_BYTE, none);
        directions = new PerConstant<>(
                Direction.class, direction -> new DirectionMeters(meters, Tags.of("direction", direction.toString())));
        limits = meters.counters(MeterName.LIMIT_EXCEEDED, Limit.class, "limit", none);
        stalls = meters.counters(MeterName.FLOW_STALLS, Level.class, "level", none);
        stallTime = meters.timers(MeterName.FLOW_STALL_TIME, Level.class, "level");
        priorityWait = byUrgency(urgency -> meters.timer(MeterName.PRIORITY_WAIT, urgency));
        priorityOvertaken = byUrgency(urgency -> meters.counter(MeterName.PRIORITY_OVERTAKEN, urgency));
        roundTrip = meters.timer(MeterName.PING_RTT, none);
        earlyHints = meters.counters(MeterName.EARLY_HINTS, EarlyHints.class, "outcome", none);
        handshakes = new HandshakeMeters(meters);
    }

    private static <M> List<M> byUrgency(Function<Tags, M> meter) {
        return IntStream.rangeClosed(Priority.MOST_URGENT, Priority.LEAST_URGENT)
                .mapToObj(urgency -> meter.apply(Tags.of("urgency", String.valueOf(urgency))))
                .toList();
    }
}
