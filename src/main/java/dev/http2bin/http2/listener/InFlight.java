package dev.http2bin.http2.listener;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests in flight, and refuses none: over HTTP/2 the gate has refused what came after its last GOAWAY, and
 * what came before may reach this handler later.
 */
final class InFlight implements HttpHandler {
    private final HttpHandler next;
    private final AtomicLong requests = new AtomicLong();
    private volatile boolean draining;
    private volatile @Nullable CompletableFuture<Void> idle;

    InFlight(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        requests.incrementAndGet();
        exchange.addExchangeCompleteListener((done, proceed) -> {
            ended();
            proceed.proceed();
        });
        if (draining && exchange.getConnection().getAttachment(Http2Opener.OPENED) == null) {
            exchange.setPersistent(false); // HTTP/1.1 has no GOAWAY: the answer says that it is the last
        }
        next.handleRequest(exchange);
    }

    /** From now on HTTP/1.1 connections end with their next answer. */
    void drain() {
        draining = true;
    }

    /** Completes once no request is in flight; called when no new one is accepted any more. */
    CompletableFuture<Void> whenIdle() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        idle = done;
        if (requests.get() == 0) {
            done.complete(null);
        }
        return done;
    }

    private void ended() {
        CompletableFuture<Void> waiting = requests.decrementAndGet() == 0 ? idle : null;
        if (waiting != null) {
            waiting.complete(null);
        }
    }
}
