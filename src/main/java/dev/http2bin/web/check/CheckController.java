package dev.http2bin.web.check;

import dev.http2bin.content.Parameter;
import dev.http2bin.exchange.Exchange;
import dev.http2bin.ledger.Connection;
import dev.http2bin.ledger.Ledger;
import dev.http2bin.web.connection.TextLines;
import dev.http2bin.web.timing.Pacer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /check}: a list of what a client should do, judged by the connection it asks on; with {@code ?after=2s} so
 * much later, as after GOAWAY nobody can ask any more.
 */
@RestController
final class CheckController {
    private static final int PING_SECONDS = 2;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Ledger ledger;
    private final Pacer pacer;

    CheckController(Ledger ledger, Pacer pacer) {
        this.ledger = ledger;
        this.pacer = pacer;
    }

    @GetMapping(
            path = "/check",
            produces = {TextLines.TYPE, MediaType.APPLICATION_JSON_VALUE})
    CompletableFuture<CheckList> check(@RequestParam(defaultValue = "0s") String after, Exchange exchange) {
        Duration wait = new Parameter("after", after).duration(Duration.ZERO, LONGEST);
        Optional<Connection> own = ledger.connection(exchange.connectionId());
        if (own.isEmpty()) {
            return CompletableFuture.completedFuture(CheckList.http1(exchange.connectionId(), exchange.protocol()));
        }
        Connection connection = own.get();
        CompletableFuture<Void> begin = new CompletableFuture<>();
        pacer.after(wait, () -> begin.complete(null));
        return begin.thenCompose(now -> connection.control().ping().orTimeout(PING_SECONDS, TimeUnit.SECONDS))
                .handle((roundTrip, none) -> roundTrip)
                .thenCompose(roundTrip -> judge(connection, exchange.protocol(), roundTrip));
    }

    private static CompletableFuture<CheckList> judge(
            Connection connection, String protocol, @Nullable Duration roundTrip) {
        return connection.ask(now -> CheckList.of(protocol, now.wire().client(), now.view(), roundTrip));
    }
}
