package dev.http2bin.web.check;

import dev.http2bin.exchange.Exchange;
import dev.http2bin.ledger.Connection;
import dev.http2bin.ledger.Ledger;
import dev.http2bin.web.connection.TextLines;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /check}: a list of what a client should do, judged by the connection it asks on. */
@RestController
final class CheckController {
    private static final int PING_SECONDS = 2;

    private final Ledger ledger;

    CheckController(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping(
            path = "/check",
            produces = {TextLines.TYPE, MediaType.APPLICATION_JSON_VALUE})
    CompletableFuture<CheckList> check(Exchange exchange) {
        Optional<Connection> own = ledger.connection(exchange.connectionId());
        if (own.isEmpty()) {
            return CompletableFuture.completedFuture(CheckList.http1(exchange.connectionId(), exchange.protocol()));
        }
        Connection connection = own.get();
        return connection
                .control()
                .ping()
                .orTimeout(PING_SECONDS, TimeUnit.SECONDS)
                .handle((roundTrip, none) -> roundTrip)
                .thenCompose(roundTrip -> judge(connection, exchange.protocol(), roundTrip));
    }

    private static CompletableFuture<CheckList> judge(
            Connection connection, String protocol, @Nullable Duration roundTrip) {
        return connection.ask(now -> CheckList.of(protocol, now.wire().client(), now.view(), roundTrip));
    }
}
