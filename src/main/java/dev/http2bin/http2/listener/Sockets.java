package dev.http2bin.http2.listener;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioWorker;

/** The ports that are bound, and the threads that serve them. */
final class Sockets {
    private final XnioWorker worker;
    private final Port main;
    private final String protocols;
    private final @Nullable Port http1;
    private final @Nullable Port h2c;
    private final Runnable closeAll;

    /**
     * @param protocols of the main port, for the log
     * @param closeAll ends the connections of HTTP/1.1
     */
    Sockets(
            XnioWorker worker,
            Port main,
            String protocols,
            @Nullable Port http1,
            @Nullable Port h2c,
            Runnable closeAll) {
        this.worker = worker;
        this.main = main;
        this.protocols = protocols;
        this.http1 = http1;
        this.h2c = h2c;
        this.closeAll = closeAll;
    }

    int port() {
        return main.number();
    }

    int http1Port() {
        return number(http1);
    }

    int h2cPort() {
        return number(h2c);
    }

    private static int number(@Nullable Port port) {
        return port == null ? -1 : port.number();
    }

    void closeToNewConnections() {
        Stream.of(main, http1, h2c).filter(Objects::nonNull).forEach(Port::close);
    }

    void close() {
        closeToNewConnections();
        closeAll.run();
        worker.shutdownNow();
    }

    @Override
    public String toString() {
        return "port " + port() + " (" + protocols + ")"
                + (http1 == null ? "" : " and port " + http1Port() + " (https: http/1.1)")
                + (h2c == null ? "" : " and port " + h2cPort() + " (http: h2c, http/1.1)");
    }
}
