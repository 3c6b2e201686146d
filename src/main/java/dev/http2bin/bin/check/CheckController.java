package dev.http2bin.bin.check;

import dev.http2bin.bin.connection.TextLines;
import dev.http2bin.bin.content.Parameter;
import dev.http2bin.bin.judgment.Judgments;
import dev.http2bin.bin.timing.Pacer;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Ledger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /check}: what is not fine about a client, judged by the connection that it asks on; with {@code ?after=2s} so
 * much later, as a client cannot ask after GOAWAY.
 */
@RestController
final class CheckController {
    /** A PING that is not answered by then is late. */
    private static final Duration PING = Judgments.PATIENCE.plusMillis(100);

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
            return CompletableFuture.completedFuture(
                    CheckList.of(exchange.connectionId(), exchange.protocol(), Judgments.http1(exchange.protocol())));
        }
        Connection connection = own.get();
        CompletableFuture<Void> begin = new CompletableFuture<>();
        pacer.after(wait, exchange, () -> begin.complete(null));
        return begin.thenCompose(now -> connection.control().ping().orTimeout(PING.toMillis(), TimeUnit.MILLISECONDS))
                .handle((roundTrip, none) -> connection)
                .thenCompose(pinged -> pinged.ask(Judgments::of))
                .thenApply(judgments -> CheckList.of(connection.id(), exchange.protocol(), judgments));
    }
}
