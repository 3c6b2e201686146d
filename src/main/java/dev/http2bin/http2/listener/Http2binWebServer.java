package dev.http2bin.http2.listener;

import dev.http2bin.http2.exchange.NonBlockingPaths;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.undertow.HandlersBesideServlets;
import dev.http2bin.http2.undertow.Problems;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.api.DeploymentManager;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The server of the service itself: HTTP/2 behind the gate, and HTTP/1.1 behind its front. */
public final class Http2binWebServer extends SocketsWebServer {
    private final String contextPath;
    private final Ledger ledger;
    private final HandlersBesideServlets handlers;
    private final Problems problems;
    private final RefusalHandler refusals;
    private final ListenerSettings settings;
    private final Supplier<NonBlockingPaths> nonBlocking;
    private final PortBinder binder;

    /**
     * @param builder Boot's, which the super class wants; nothing is ever built with it
     * @param nonBlocking asked at the start, when the controllers are there
     * @param graceful whether a shutdown waits for the requests in flight
     */
    Http2binWebServer(
            Undertow.Builder builder,
            DeploymentManager deployment,
            String contextPath,
            boolean graceful,
            Ledger ledger,
            HandlersBesideServlets handlers,
            Problems problems,
            RefusalHandler refusals,
            ListenerSettings settings,
            Supplier<NonBlockingPaths> nonBlocking,
            PortBinder binder) {
        super(
                builder,
                deployment,
                contextPath,
                graceful,
                settings.server().getUndertow().getMaxParameters(),
                refusals);
        this.contextPath = contextPath;
        this.ledger = ledger;
        this.handlers = handlers;
        this.problems = problems;
        this.refusals = refusals;
        this.settings = settings;
        this.nonBlocking = nonBlocking;
        this.binder = binder;
    }

    @Override
    HttpHandler handler(HttpHandler servlets) {
        return handlers.beside(new WorkerHandler(servlets, nonBlocking.get()), contextPath);
    }

    @Override
    Sockets bind(HttpHandler counted) throws IOException {
        HttpHandler logged = AccessLog.wrap(
                new ExchangeHandler(ledger, refusals, problems, counted),
                settings.server().getUndertow().getAccesslog());
        return binder.bind(TrustedProxies.before(logged, settings.listener().trustedProxies()));
    }

    @Override
    public void destroy() {
        stop();
        binder.close();
        super.destroy();
    }

    /** When the certificate ends that new connections get. */
    public Instant certificateEnd() {
        return binder.certificateEnd();
    }

    /** The port of the HTTP/1.1 twin; -1 where there is none. */
    int http1Port() {
        Sockets sockets = sockets();
        return sockets == null ? -1 : sockets.http1Port();
    }

    /** The port in clear; -1 where there is none. */
    int h2cPort() {
        Sockets sockets = sockets();
        return sockets == null ? -1 : sockets.h2cPort();
    }

    @Override
    CompletableFuture<Void> drain() {
        Set<Connection> told = ConcurrentHashMap.newKeySet();
        return drain(told).thenCompose(drained -> all(told, Connection::whenClosed));
    }

    /** A connection may open while others drain: its handshake began before the sockets closed. */
    private CompletableFuture<Void> drain(Set<Connection> told) {
        List<Connection> open = ledger.connections().stream().filter(told::add).toList();
        return open.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : all(open, Connection::drain).thenCompose(drained -> drain(told));
    }

    private static CompletableFuture<Void> all(
            Collection<Connection> connections, Function<Connection, CompletableFuture<?>> step) {
        return CompletableFuture.allOf(connections.stream().map(step).toArray(CompletableFuture[]::new));
    }
}
