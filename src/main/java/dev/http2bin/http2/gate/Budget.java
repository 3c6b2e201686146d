package dev.http2bin.http2.gate;

import java.time.Duration;

/** A bucket of tokens: it holds so many, and fills again in such a time. */
final class Budget {
    private final double most;
    private final double perNano;
    private double left;
    private long last;

    Budget(int most, Duration refill, long now) {
        this.most = most;
        this.perNano = most / (double) refill.toNanos();
        this.left = most;
        this.last = now;
    }

    /** Takes one token; false where none is left. */
    boolean spend(long now) {
        left = Math.min(most, left + (now - last) * perNano) - 1;
        last = now;
        return left >= 0;
    }

    /** Puts tokens back, as many as the bucket holds. */
    void earn(int tokens) {
        left = Math.min(most, left + tokens);
    }
}
