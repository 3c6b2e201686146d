package dev.http2bin.http2.listener;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioWorker;
import org.xnio.management.XnioWorkerMXBean;

/**
 * How busy the server's threads and buffers are, and how long its certificate lasts. Any thread may ask; before the
 * server started all is 0.
 */
public final class ServerLoad {
    /** JBoss Threads counts busy threads only where this system property says so before its first pool is made. */
    private static final String COUNT_BUSY = "jboss.threads.eqe.statistics.active-count";

    private final LongAdder lent = new LongAdder();
    private final LongAdder returned = new LongAdder();
    private volatile @Nullable XnioWorkerMXBean worker;
    private volatile @Nullable Supplier<Instant> certificateEnd;

    static {
        if (System.getProperty(COUNT_BUSY) == null) {
            System.setProperty(COUNT_BUSY, "true");
        }
    }

    /** The threads from now on; null where they are gone. */
    void worker(@Nullable XnioWorker now) {
        worker = now == null ? null : now.getMXBean();
    }

    /** Who knows when the certificate in use ends. */
    void certificate(Supplier<Instant> end) {
        certificateEnd = end;
    }

    void lent() {
        lent.increment();
    }

    void returned() {
        returned.increment();
    }

    /** Threads that run a blocking handler now; -1 where JBoss Threads does not count them. */
    public int busyThreads() {
        XnioWorkerMXBean now = worker;
        return now == null ? 0 : now.getBusyWorkerThreadCount();
    }

    /** The most threads that may run blocking handlers at once. */
    public int maxThreads() {
        XnioWorkerMXBean now = worker;
        return now == null ? 0 : now.getMaxWorkerPoolSize();
    }

    /** Requests that wait for a thread. */
    public int queuedTasks() {
        XnioWorkerMXBean now = worker;
        return now == null ? 0 : now.getWorkerQueueSize();
    }

    /** Seconds until the certificate ends that new connections get; negative once it has ended. */
    public long certificateSeconds() {
        Supplier<Instant> end = certificateEnd;
        return end == null ? 0 : Duration.between(Instant.now(), end.get()).toSeconds();
    }

    /** Buffers ever taken out of the pool. */
    public long buffersLent() {
        return lent.sum();
    }

    /** Buffers that are out of the pool now. */
    public long buffersInUse() {
        return lent.sum() - returned.sum();
    }
}
