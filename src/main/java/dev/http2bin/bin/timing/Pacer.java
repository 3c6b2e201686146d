package dev.http2bin.bin.timing;

import dev.http2bin.http2.exchange.Exchange;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Does things later on one thread, so that no waiting request holds one. What it does must not block. */
@Component
public final class Pacer implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Pacer.class);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "pacer");
        thread.setDaemon(true);
        return thread;
    });

    Pacer() {
        executor.setRemoveOnCancelPolicy(true);
    }

    /**
     * Runs {@code task} once, after {@code delay}.
     *
     * @return may be cancelled, and then holds nothing
     */
    Future<?> after(Duration delay, Runnable task) {
        return executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs {@code task} once, after {@code delay}, or as soon as the exchange's stream has ended: nobody waits for it any more. */
    public void after(Duration delay, Exchange exchange, Runnable task) {
        after(delay, exchange, task, task);
    }

    /** The same, with another task where the stream has ended first. */
    public void after(Duration delay, Exchange exchange, Runnable task, Runnable ended) {
        Future<?> later = after(delay, task);
        exchange.whenEnded(() -> {
            if (later.cancel(false)) {
                executor.execute(() -> run(ended));
            }
        });
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("What was to be done later failed", e);
        }
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}
