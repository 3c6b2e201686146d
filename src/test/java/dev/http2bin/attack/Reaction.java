package dev.http2bin.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.peer.ScriptedPeer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** What the service did about an attack that began with this. */
final class Reaction {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final long began = System.nanoTime();
    private final MeterRegistry meters;
    private final Limit limit;
    private final double before;

    private Reaction(MeterRegistry meters, Limit limit) {
        this.meters = meters;
        this.limit = limit;
        this.before = trips();
    }

    /** The attack begins, and this limit is to stop it. */
    static Reaction of(Limit limit, MeterRegistry meters) {
        return new Reaction(meters, limit);
    }

    private double trips() {
        return meters.get("http2.server.limit.exceeded")
                .tag("limit", limit.toString())
                .counter()
                .count();
    }

    /** How long ago the attack began. */
    Duration after() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** The limit stopped it, so many times at least. */
    Reaction isCounted(int times) {
        assertThat(trips() - before).as("trips of %s", limit).isGreaterThanOrEqualTo(times);
        return this;
    }

    /** Within a second the client read a GOAWAY with this code, which names the limit, and then the end. */
    void endsConnection(ScriptedPeer peer, ErrorCode code) {
        endsConnection(peer, code, Duration.ZERO);
    }

    /** The same within a second after a deadline, and not before it. */
    void endsConnection(ScriptedPeer peer, ErrorCode code, Duration deadline) {
        assertThat(peer.expectGoAway(code)).isEqualTo("limit " + limit);
        assertThat(after()).isBetween(deadline, deadline.plus(SOON));
        isCounted(1);
    }
}
