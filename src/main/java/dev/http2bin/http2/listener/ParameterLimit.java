package dev.http2bin.http2.listener;

import dev.http2bin.http2.ledger.Refusal;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Answers a request whose query has more parameters than {@code server.undertow.max-parameters} allows. */
final class ParameterLimit implements HttpHandler {
    private final int most;
    private final RefusalHandler refusals;
    private final HttpHandler next;

    ParameterLimit(int most, RefusalHandler refusals, HttpHandler next) {
        this.most = most;
        this.refusals = refusals;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String query = exchange.getQueryString();
        if (query.length() > most && query.chars().filter(c -> c == '&').count() >= most) {
            refusals.answer(exchange, Refusal.TOO_MANY_PARAMETERS);
        } else {
            next.handleRequest(exchange);
        }
    }
}
