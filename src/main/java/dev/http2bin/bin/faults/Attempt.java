package dev.http2bin.bin.faults;

import org.jspecify.annotations.Nullable;

/**
 * One try of a run, the first of whose tries fail.
 *
 * @param number which try it is, from 1 on; null where it belongs to no run
 * @param failing how many tries of the run fail
 */
record Attempt(@Nullable Long number, long failing) {
    static final Attempt UNCOUNTED = new Attempt(null, 0);

    /** Whether the tries that fail are over. */
    boolean spared() {
        return number != null && number > failing;
    }
}
