package dev.http2bin.http2.ledger;

/** How often and how long a sender had to wait for one window. */
final class Stall {
    private static final long NONE = Long.MIN_VALUE;

    private long since = NONE;
    private long count;
    private long nanos;

    void begin(long now) {
        if (since == NONE) {
            since = now;
        }
    }

    /** Ends a wait and returns its nanoseconds; -1 where there was none. */
    long end(long now) {
        if (since == NONE) {
            return -1;
        }
        long waited = now - since;
        since = NONE;
        count++;
        nanos += waited;
        return waited;
    }

    /** Nanoseconds of the wait that goes on; 0 where there is none. */
    long current(long now) {
        return ongoing() ? now - since : 0;
    }

    boolean ongoing() {
        return since != NONE;
    }

    /** The waits so far, one that goes on included. */
    long count() {
        return ongoing() ? count + 1 : count;
    }

    /** Nanoseconds waited so far, a wait that goes on included. */
    long nanos(long now) {
        return ongoing() ? nanos + now - since : nanos;
    }
}
