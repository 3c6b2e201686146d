package dev.http2bin.listener;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioWorker;

/** The ports that are bound, and the threads that serve them. */
final class Sockets {
    private final XnioWorker worker;
    private final TlsPort main;
    private final @Nullable TlsPort http1;
    private final Runnable closeAll;

    Sockets(XnioWorker worker, TlsPort main, @Nullable TlsPort http1, Runnable closeAll) {
        this.worker = worker;
        this.main = main;
        this.http1 = http1;
        this.closeAll = closeAll;
    }

    int port() {
        return main.port();
    }

    int http1Port() {
        return http1 == null ? -1 : http1.port();
    }

    void closeToNewConnections() {
        main.close();
        if (http1 != null) {
            http1.close();
        }
    }

    void close() {
        closeToNewConnections();
        closeAll.run();
        worker.shutdownNow();
    }

    @Override
    public String toString() {
        return "port " + port() + " (https: h2, http/1.1)"
                + (http1 == null ? "" : " and port " + http1Port() + " (https: http/1.1)");
    }
}
