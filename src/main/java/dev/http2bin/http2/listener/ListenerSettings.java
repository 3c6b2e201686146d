package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.Http2Properties;
import dev.http2bin.http2.gate.LimitProperties;
import dev.http2bin.http2.tls.TlsProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;

/** All that properties say of the sockets and of what is spoken on them. */
record ListenerSettings(
        ServerProperties server,
        ListenerProperties listener,
        Http2Properties http2,
        LimitProperties limits,
        TlsProperties tls) {
    private static final int WORKERS_PER_IO_THREAD = 8;

    /** How many threads read and write. */
    int ioThreads() {
        Integer io = server.getUndertow().getThreads().getIo();
        return io == null ? Math.max(2, Runtime.getRuntime().availableProcessors()) : io;
    }

    /** How many threads may run blocking handlers. */
    int workers() {
        Integer workers = server.getUndertow().getThreads().getWorker();
        return workers == null ? WORKERS_PER_IO_THREAD * ioThreads() : workers;
    }
}
