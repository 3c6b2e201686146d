package dev.http2bin.bin.connection;

import dev.http2bin.bin.content.Parameter;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.ConnectionView;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own connection as the ledger has it. The I/O thread answers, and no worker waits for it. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ConnectionController {
    private static final int PING_SECONDS = 10;
    private static final int MOST_FRAMES = 100_000;

    private final Ledger ledger;

    ConnectionController(Ledger ledger) {
        this.ledger = ledger;
    }

    @GetMapping(
            path = "/connection",
            produces = {MediaType.APPLICATION_JSON_VALUE, TextLines.TYPE})
    CompletableFuture<?> connection(Exchange exchange) {
        return ask(exchange, connection -> new OwnConnection(exchange.protocol(), exchange.hops(), connection.view()));
    }

    @GetMapping(
            path = "/connection/streams",
            produces = {MediaType.APPLICATION_JSON_VALUE, TextLines.TYPE})
    CompletableFuture<?> streams(Exchange exchange) {
        return ask(exchange, connection -> new Answer<>(exchange.protocol(), StreamsView.of(connection.view())));
    }

    @GetMapping(
            path = "/connection/frames",
            produces = {MediaType.APPLICATION_JSON_VALUE, TextLines.TYPE})
    CompletableFuture<?> frames(@RequestParam(defaultValue = "200") String last, Exchange exchange) {
        int most = (int) new Parameter("last", last).whole(1, MOST_FRAMES);
        return ask(
                exchange,
                connection -> FramesView.of(
                        connection.id(), exchange.protocol(), connection.wire().frames(most)));
    }

    @GetMapping(
            path = "/connection/hpack",
            produces = {MediaType.APPLICATION_JSON_VALUE, TextLines.TYPE})
    CompletableFuture<?> hpack(Exchange exchange) {
        return ask(exchange, connection -> {
            ConnectionView view = connection.view();
            return new Answer<>(exchange.protocol(), new HpackOf(view.id(), view.hpack()));
        });
    }

    @GetMapping(
            path = "/connection/client",
            produces = {MediaType.APPLICATION_JSON_VALUE, TextLines.TYPE})
    CompletableFuture<?> client(Exchange exchange) {
        return ask(exchange, connection -> ClientReport.of(exchange.protocol(), connection));
    }

    @PostMapping("/connection/ping")
    CompletableFuture<?> ping(Exchange exchange) {
        Optional<Connection> own = own(exchange);
        if (own.isEmpty()) {
            return Http1Note.future(exchange);
        }
        String id = own.get().id();
        return own.get()
                .control()
                .ping()
                .orTimeout(PING_SECONDS, TimeUnit.SECONDS)
                .handle((roundTrip, error) -> pinged(id, exchange.protocol(), roundTrip));
    }

    private static PingView pinged(String id, String protocol, @Nullable Duration roundTrip) {
        if (roundTrip == null) {
            throw Problem.of(
                    HttpStatus.GATEWAY_TIMEOUT,
                    "Your client did not answer a PING in " + PING_SECONDS + " s, which RFC 9113 §6.7 demands.");
        }
        return PingView.of(id, protocol, roundTrip);
    }

    private CompletableFuture<?> ask(Exchange exchange, Function<Connection, ?> question) {
        Optional<Connection> own = own(exchange);
        return own.isPresent() ? own.get().ask(question) : Http1Note.future(exchange);
    }

    /** Empty over HTTP/1.1: the ledger knows frames and streams only. */
    private Optional<Connection> own(Exchange exchange) {
        return ledger.connection(exchange.connectionId());
    }
}
