package dev.http2bin.http2.listener;

import dev.http2bin.http2.http1.Answers;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.undertow.HandlersBesideServlets;
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.api.DeploymentManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Compression;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The server of the management port: HTTP/1.1 in clear, behind the same front as the other ports, on threads of its own, so
 * that it answers while all others are busy.
 */
final class ManagementWebServer extends SocketsWebServer {
    private static final int BUFFER_SIZE = 16_384;
    private static final int BUFFERS_PER_THREAD = 4;
    private static final int WORKERS = 8;
    private static final int CONNECTIONS = 1_000;
    private static final int BACKLOG = 100;

    private final String contextPath;
    private final Compression compression;
    private final ListenerSettings settings;
    private final Ledger ledger;
    private final Answers answers;
    private final InetSocketAddress address;

    /** @param address null for all addresses */
    ManagementWebServer(
            Undertow.Builder builder,
            DeploymentManager deployment,
            String contextPath,
            boolean graceful,
            Compression compression,
            ListenerSettings settings,
            Ledger ledger,
            RefusalHandler refusals,
            Answers answers,
            @Nullable InetAddress address,
            int port) {
        super(
                builder,
                deployment,
                contextPath,
                graceful,
                settings.server().getUndertow().getMaxParameters(),
                refusals);
        this.contextPath = contextPath;
        this.compression = compression;
        this.settings = settings;
        this.ledger = ledger;
        this.answers = answers;
        this.address = address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port);
    }

    @Override
    HttpHandler handler(HttpHandler servlets) {
        HttpHandler answers = compression.getEnabled() ? new Gzip(servlets, compression.getMimeTypes()) : servlets;
        return HandlersBesideServlets.none(new WorkerHandler(answers, path -> false), contextPath);
    }

    @Override
    Sockets bind(HttpHandler counted) throws IOException {
        XnioWorker worker = Xnio.getInstance(ManagementWebServer.class.getClassLoader())
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_NAME, "http2bin-management")
                        .set(Options.WORKER_IO_THREADS, 1)
                        .set(Options.WORKER_TASK_CORE_THREADS, WORKERS)
                        .set(Options.WORKER_TASK_MAX_THREADS, WORKERS)
                        .getMap());
        DefaultByteBufferPool pool = new DefaultByteBufferPool(true, BUFFER_SIZE, -1, BUFFERS_PER_THREAD);
        Http1Opener http1 = new Http1Opener(settings, ledger.listener(), answers, pool, counted);
        OptionMap socket = OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, BACKLOG)
                .getMap();
        Admission admission = new Admission(CONNECTIONS, 0, settings.listener().trustedProxies(), ledger.listener());
        try {
            Port port =
                    Port.bind(worker, address, "management.server.port", socket, admission, (connection, ticket) -> {
                        http1.open(connection, Opener.nothing(pool));
                        ticket.endsWith(connection); // Undertow listens in place of who did
                    });
            return new Sockets(worker, port, "http: management", null, null, http1::closeConnections);
        } catch (IOException | RuntimeException e) {
            worker.shutdownNow();
            throw e;
        }
    }
}
