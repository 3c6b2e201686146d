package dev.http2bin.bin.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** All pages that are open now. One thread looks after them in turn, while there are any. */
@Component
public final class LivePages implements DisposableBean {
    private final LiveProperties properties;
    private final List<LivePage> pages = new CopyOnWriteArrayList<>();
    private final LongAdder dropped = new LongAdder();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "live");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> ticking;

    LivePages(LiveProperties properties) {
        this.properties = properties;
        executor.setRemoveOnCancelPolicy(true);
    }

    /** How many are open. */
    int active() {
        return pages.size();
    }

    /** How many were dropped because they did not read. */
    long dropped() {
        return dropped.sum();
    }

    /** A page did not read. */
    void drop() {
        dropped.increment();
    }

    boolean full() {
        return pages.size() >= properties.maxPages();
    }

    /** Looks after one page more, until it is over. */
    synchronized void add(LivePage page) {
        pages.add(page);
        if (ticking == null) {
            ticking = executor.scheduleWithFixedDelay(
                    this::tick, 0, properties.interval().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void tick() {
        for (LivePage page : pages) {
            page.tick(executor);
        }
        pages.removeIf(LivePage::over);
        stopWhenIdle();
    }

    private synchronized void stopWhenIdle() {
        if (ticking != null && pages.isEmpty()) {
            ticking.cancel(false);
            ticking = null;
        }
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}
