package dev.http2bin.listener;

import dev.http2bin.exchange.NonBlockingPaths;
import dev.http2bin.ledger.Connection;
import dev.http2bin.ledger.Ledger;
import dev.http2bin.stream.StreamHandlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.BindException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.undertow.UndertowServletWebServer;
import org.springframework.boot.web.server.GracefulShutdownCallback;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;

/** Boot's web server, on sockets of our own in place of Undertow's listeners. */
final class Http2binWebServer extends UndertowServletWebServer {
    private static final Log LOGGER = LogFactory.getLog(Http2binWebServer.class);

    private final DeploymentManager deployment;
    private final String contextPath;
    private final boolean graceful;
    private final Ledger ledger;
    private final StreamHandlers streams;
    private final RefusalHandler refusals;
    private final ListenerSettings settings;
    private final Supplier<NonBlockingPaths> nonBlocking;
    private final PortBinder binder;
    private final AtomicReference<@Nullable GracefulShutdownCallback> draining = new AtomicReference<>();
    private @Nullable InFlight requests;
    private @Nullable Sockets sockets;

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
            StreamHandlers streams,
            RefusalHandler refusals,
            ListenerSettings settings,
            Supplier<NonBlockingPaths> nonBlocking,
            PortBinder binder) {
        super(builder, List.of(), contextPath, false);
        this.deployment = deployment;
        this.contextPath = contextPath;
        this.graceful = graceful;
        this.ledger = ledger;
        this.streams = streams;
        this.refusals = refusals;
        this.settings = settings;
        this.nonBlocking = nonBlocking;
        this.binder = binder;
    }

    @Override
    public synchronized void start() {
        if (sockets != null) {
            return;
        }
        try {
            requests = new InFlight(new ExactRequests(
                    streams.beside(new WorkerHandler(deployment.start(), nonBlocking.get()), contextPath)));
            HttpHandler logged = AccessLog.wrap(
                    new ExchangeHandler(
                            ledger,
                            refusals,
                            streams.problems(),
                            settings.server().getUndertow().getMaxParameters(),
                            requests),
                    settings.server().getUndertow().getAccesslog());
            sockets = binder.bind(
                    TrustedProxies.before(logged, settings.listener().trustedProxies()));
            LOGGER.info("http2bin listens on " + sockets);
        } catch (BindException e) {
            throw new PortInUseException(binder.port(), e);
        } catch (IOException | ServletException e) {
            throw new WebServerException("Unable to start the listener", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (sockets != null) {
            tell(GracefulShutdownResult.REQUESTS_ACTIVE);
            sockets.close();
            sockets = null;
        }
    }

    @Override
    public void destroy() {
        stop();
        binder.close();
        if (deployment.getState() != DeploymentManager.State.UNDEPLOYED) {
            try {
                deployment.stop();
                deployment.undeploy();
            } catch (ServletException e) {
                LOGGER.warn("Unable to stop the servlets", e);
            }
        }
    }

    @Override
    public synchronized int getPort() {
        return sockets == null ? -1 : sockets.port();
    }

    /** The port of the HTTP/1.1 twin; -1 where there is none. */
    synchronized int http1Port() {
        return sockets == null ? -1 : sockets.http1Port();
    }

    /** The port in clear; -1 where there is none. */
    synchronized int h2cPort() {
        return sockets == null ? -1 : sockets.h2cPort();
    }

    /** Accepts no more, tells each HTTP/2 client to go elsewhere, and lets the requests in flight end. */
    @Override
    public synchronized void shutDownGracefully(GracefulShutdownCallback callback) {
        InFlight inFlight = requests;
        if (!graceful || inFlight == null || sockets == null) {
            callback.shutdownComplete(GracefulShutdownResult.IMMEDIATE);
            return;
        }
        draining.set(callback);
        sockets.closeToNewConnections();
        inFlight.drain();
        Set<Connection> told = ConcurrentHashMap.newKeySet();
        CompletableFuture<Void> unused = drain(told)
                .thenCompose(drained -> all(told, Connection::whenClosed))
                .thenCompose(closed -> inFlight.whenIdle())
                .thenRun(() -> tell(GracefulShutdownResult.IDLE));
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

    private void tell(GracefulShutdownResult result) {
        GracefulShutdownCallback callback = draining.getAndSet(null);
        if (callback != null) {
            callback.shutdownComplete(result);
        }
    }
}
