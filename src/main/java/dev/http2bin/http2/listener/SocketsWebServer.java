package dev.http2bin.http2.listener;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.undertow.UndertowServletWebServer;
import org.springframework.boot.web.server.GracefulShutdownCallback;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.WebServerException;

/** Boot's web server, on sockets of our own in place of Undertow's listeners. */
abstract class SocketsWebServer extends UndertowServletWebServer {
    private static final Log LOGGER = LogFactory.getLog(SocketsWebServer.class);

    private final DeploymentManager deployment;
    private final boolean graceful;
    private final int maxParameters;
    private final RefusalHandler refusals;
    private final AtomicReference<@Nullable GracefulShutdownCallback> draining = new AtomicReference<>();
    private @Nullable InFlight requests;
    private @Nullable Sockets sockets;

    /**
     * @param builder Boot's, which the super class wants; nothing is ever built with it
     * @param graceful whether a shutdown waits for the requests in flight
     * @param maxParameters the most parameters of a query
     */
    SocketsWebServer(
            Undertow.Builder builder,
            DeploymentManager deployment,
            String contextPath,
            boolean graceful,
            int maxParameters,
            RefusalHandler refusals) {
        super(builder, List.of(), contextPath, false);
        this.deployment = deployment;
        this.graceful = graceful;
        this.maxParameters = maxParameters;
        this.refusals = refusals;
    }

    /** What serves the requests, of which this class counts those in flight. */
    abstract HttpHandler handler(HttpHandler servlets);

    /** Opens the ports for requests that have this way to go. */
    abstract Sockets bind(HttpHandler counted) throws IOException;

    /** Tells the clients to go elsewhere, and completes when their connections have closed. */
    CompletableFuture<Void> drain() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void start() {
        if (sockets != null) {
            return;
        }
        try {
            requests = new InFlight(
                    new ParameterLimit(maxParameters, refusals, new AsteriskFormHandler(handler(deployment.start()))));
            sockets = bind(requests);
            LOGGER.info("http2bin listens on " + sockets);
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

    /** The ports that are open; null where none is. */
    final synchronized @Nullable Sockets sockets() {
        return sockets;
    }

    /** Accepts no more, and lets the requests in flight end. */
    @Override
    public synchronized void shutDownGracefully(GracefulShutdownCallback callback) {
        InFlight inFlight = requests;
        if (!graceful || inFlight == null || sockets == null) {
            callback.shutdownComplete(GracefulShutdownResult.IMMEDIATE);
            return;
        }
        LOGGER.info("Commencing graceful shutdown. Waiting for active requests to complete");
        draining.set(callback);
        sockets.closeToNewConnections();
        inFlight.drain();
        CompletableFuture<Void> unused =
                drain().thenCompose(drained -> inFlight.whenIdle()).thenRun(() -> tell(GracefulShutdownResult.IDLE));
    }

    private void tell(GracefulShutdownResult result) {
        GracefulShutdownCallback callback = draining.getAndSet(null);
        if (callback != null) {
            LOGGER.info(
                    result == GracefulShutdownResult.IDLE
                            ? "Graceful shutdown complete"
                            : "Graceful shutdown aborted with one or more requests still active");
            callback.shutdownComplete(result);
        }
    }
}
