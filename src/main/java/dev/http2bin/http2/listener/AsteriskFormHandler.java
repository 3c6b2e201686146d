package dev.http2bin.http2.listener;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

/** Answers {@code OPTIONS *}, which asks about the server and not about a path (RFC 9110 §9.3.7). */
final class AsteriskFormHandler implements HttpHandler {
    private final HttpHandler next;

    AsteriskFormHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getRequestPath().equals("*")) {
            boolean known = exchange.getRequestMethod().equals(Methods.OPTIONS);
            exchange.setStatusCode(known ? StatusCodes.NO_CONTENT : StatusCodes.BAD_REQUEST);
            exchange.endExchange();
        } else {
            next.handleRequest(exchange);
        }
    }
}
