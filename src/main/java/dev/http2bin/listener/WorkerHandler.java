package dev.http2bin.listener;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * Servlets block, so a worker runs them. Undertow's own dispatch to a worker drops an exchange whose connection closed
 * while it waited, and never ends it: whoever counts requests in flight would wait for it forever.
 */
final class WorkerHandler implements HttpHandler {
    private final HttpHandler servlets;

    WorkerHandler(HttpHandler servlets) {
        this.servlets = servlets;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.dispatch(() -> {
            if (exchange.getConnection().isOpen()) {
                Connectors.executeRootHandler(servlets, exchange);
            } else {
                exchange.endExchange();
            }
        });
    }
}
