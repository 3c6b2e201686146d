package dev.http2bin.http2.listener;

import dev.http2bin.http2.exchange.NonBlockingPaths;
import dev.http2bin.http2.gate.OutOfMemory;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;

/**
 * Servlets block, so a worker runs them, but for those endpoints that say they do not. Undertow's own dispatch to a worker
 * drops an exchange whose connection closed while it waited, and never ends it: whoever counts requests in flight would
 * wait for it forever.
 */
final class WorkerHandler implements HttpHandler {
    private final HttpHandler servlets;
    private final NonBlockingPaths nonBlocking;

    WorkerHandler(HttpHandler servlets, NonBlockingPaths nonBlocking) {
        this.servlets = servlets;
        this.nonBlocking = nonBlocking;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!exchange.getConnection().isOpen()) {
            exchange.endExchange();
        } else if (isGet(exchange.getRequestMethod()) && nonBlocking.contains(exchange.getRelativePath())) {
            exchange.setDispatchExecutor(SameThreadExecutor.INSTANCE); // the servlets' own dispatch leads back here
            serve(exchange);
        } else {
            exchange.dispatch(() -> onWorker(exchange));
        }
    }

    private void onWorker(HttpServerExchange exchange) {
        if (exchange.getConnection().isOpen()) {
            Connectors.executeRootHandler(this::serve, exchange);
        } else {
            exchange.endExchange();
        }
    }

    private void serve(HttpServerExchange exchange) throws Exception {
        try {
            servlets.handleRequest(exchange);
        } catch (Exception | Error e) {
            OutOfMemory.check(e);
            throw e;
        }
    }

    private static boolean isGet(HttpString method) {
        return method.equals(Methods.GET) || method.equals(Methods.HEAD);
    }
}
