package dev.http2bin.http2.listener;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** The threads that run blocking handlers, as many as {@code server.undertow.threads.worker} says. Thread-safe. */
public final class Workers implements DisposableBean {
    private final ThreadPoolExecutor threads;

    /** Starts threads as they are needed, up to this number. */
    Workers(int most) {
        this.threads = new ThreadPoolExecutor(
                most,
                most,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new CustomizableThreadFactory("http2bin task-"));
    }

    ExecutorService threads() {
        return threads;
    }

    /** Threads that run a blocking handler now. */
    public int busy() {
        return threads.getActiveCount();
    }

    /** The most threads that may run blocking handlers at once. */
    public int max() {
        return threads.getMaximumPoolSize();
    }

    /** Requests that wait for a thread. */
    public int queued() {
        return threads.getQueue().size();
    }

    /** The ports are closed by now: what still runs is interrupted. */
    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
