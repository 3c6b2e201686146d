package dev.http2bin.bin.faults;

import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.ledger.Control;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Gives a fault the caller's own connection, and no other. */
@Component
final class Caller {
    private final Ledger ledger;
    private final FaultProperties properties;

    Caller(Ledger ledger, FaultProperties properties) {
        this.ledger = ledger;
        this.properties = properties;
    }

    /** Null over HTTP/1.1, which has nothing that could fail this way. */
    @Nullable Control control(Exchange exchange) {
        if (!properties.enabled()) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "Faults are off on this server. Who runs it may set http2bin.faults.enabled=true.");
        }
        return ledger.connection(exchange.connectionId())
                .map(connection -> connection.control())
                .orElse(null);
    }
}
