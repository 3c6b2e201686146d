package dev.http2bin.http2.listener;

import java.util.concurrent.atomic.LongAdder;

/** How many network buffers are in use, and how many ever were. Thread-safe. */
public final class BufferCount {
    private final LongAdder lent = new LongAdder();
    private final LongAdder returned = new LongAdder();

    void lent() {
        lent.increment();
    }

    void returned() {
        returned.increment();
    }

    /** Buffers ever taken out of the pool. */
    public long allocated() {
        return lent.sum();
    }

    /** Buffers that are out of the pool now. */
    public long active() {
        return lent.sum() - returned.sum();
    }
}
