package dev.http2bin.http2.gate;

import java.util.concurrent.atomic.AtomicLong;

/** What one connection holds of the {@link MemoryBound}. Thread-safe. */
public final class MemoryShare {
    private final MemoryBound bound;
    private final AtomicLong held = new AtomicLong();
    private volatile Runnable overdrawn = () -> {};
    private volatile boolean ends;

    MemoryShare(MemoryBound bound) {
        this.bound = bound;
    }

    /**
     * Sets what gives memory back.
     *
     * @param task runs again and again while memory is short and this connection holds more than its share; on any thread
     */
    void whenOverdrawn(Runnable task) {
        overdrawn = task;
    }

    void callIn() {
        if (isOverdrawn()) {
            overdrawn.run();
        }
    }

    /** Adds bytes that the connection holds, or takes some off (below 0). */
    public void add(long bytes) {
        held.addAndGet(bytes);
        bound.add(bytes);
    }

    /** Whether the connection has to give memory back: memory is short, and it holds more than its share. */
    public boolean isOverdrawn() {
        return bound.isOverMark() && held.get() > bound.share();
    }

    /** Whether the connection is refused new streams: memory is short, and it holds more than its allowance. */
    public boolean isSpent() {
        return bound.isOverMark() && held.get() > bound.allowance();
    }

    /** Whether the connection gets no more buffers: the bound is reached, and it holds more than its allowance. */
    public boolean isExhausted() {
        return !ends && bound.isReached() && held.get() > bound.allowance();
    }

    /** The connection ends: it may have the buffer that its last frames need. */
    void ends() {
        ends = true;
    }

    /** The connection is gone. What is given back later, such as a worker's buffer, still counts. */
    public void close() {
        bound.closed(this);
    }
}
