package dev.http2bin.http2.ledger;

import java.util.concurrent.TimeUnit;

/**
 * How far a client is behind the least rate at which it has to take what waits for it. Each nanosecond that the server waits for
 * the client adds to it, and each byte that the client takes pays for some of it. A client at the least rate or above it so
 * may take as long as it likes, and what it took quickly before does not excuse a long wait.
 */
public final class Arrears {
    private long nanos;
    private long waited;
    private long taken;

    /**
     * Arrears that are empty.
     *
     * @param taken bytes that the client took so far
     */
    public Arrears(long taken) {
        this.taken = taken;
    }

    /**
     * Brings the arrears up to date.
     *
     * @param waitedInAll nanoseconds that the server waited for the client so far
     * @param takenInAll bytes that the client took so far
     * @param rate bytes a second that the client has to take while the server waits, at least 1
     * @return the arrears in nanoseconds
     */
    public long update(long waitedInAll, long takenInAll, long rate) {
        double paid = (double) (takenInAll - taken) / rate * TimeUnit.SECONDS.toNanos(1);
        nanos = (long) Math.max(0, nanos + waitedInAll - waited - paid);
        waited = waitedInAll;
        taken = takenInAll;
        return nanos;
    }
}
