package dev.http2bin.listener;

import dev.http2bin.syntax.Method;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

/**
 * Takes requests for what they are where Undertow does not: a method in other case is another method (RFC 9110 §9.1), and
 * {@code OPTIONS *} asks about the server, not about a path (RFC 9110 §9.3.7).
 */
final class ExactRequests implements HttpHandler {
    private final HttpHandler next;

    ExactRequests(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getRequestPath().equals("*")) {
            boolean known = exchange.getRequestMethod().equals(Methods.OPTIONS);
            exchange.setStatusCode(known ? StatusCodes.NO_CONTENT : StatusCodes.BAD_REQUEST);
            exchange.endExchange();
            return;
        }
        String method = exchange.getRequestMethod().toString();
        String distinct = Method.distinct(method);
        if (!distinct.equals(method)) {
            exchange.setRequestMethod(new HttpString(distinct));
        }
        next.handleRequest(exchange);
    }
}
