package dev.http2bin.bin.operate;

import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Ledger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** {@code POST /actuator/drain}: sends clients elsewhere while the process goes on; {@code DELETE} ends that. */
@Component
@Endpoint(id = "drain")
final class DrainEndpoint {
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    DrainEndpoint(Ledger ledger, ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.events = events;
    }

    /**
     * What was told to go.
     *
     * @param connections how many HTTP/2 connections got a GOAWAY; their streams go on
     */
    record Drained(int connections) {}

    /** Readiness goes down first, so that a load balancer stops before its connections end. */
    @WriteOperation
    Drained drain() {
        AvailabilityChangeEvent.publish(events, this, ReadinessState.REFUSING_TRAFFIC);
        List<Connection> open = List.copyOf(ledger.connections());
        CompletableFuture.allOf(open.stream().map(Connection::drain).toArray(CompletableFuture[]::new))
                .join();
        return new Drained(open.size());
    }

    @DeleteOperation
    void accept() {
        AvailabilityChangeEvent.publish(events, this, ReadinessState.ACCEPTING_TRAFFIC);
    }
}
