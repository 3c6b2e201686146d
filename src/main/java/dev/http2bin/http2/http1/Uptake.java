package dev.http2bin.http2.http1;

import dev.http2bin.http2.ledger.Arrears;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * How a client takes its responses: how many bytes, and for how long the server waited for room in the socket. While the server
 * waits, the client is looked at once a second; a response that leaves at once costs no timer.
 *
 * <p>The caller holds the lock of the front.
 */
final class Uptake {
    private static final long TICK_MILLIS = 1_000;

    private final FrontLimits limits;
    private final XnioExecutor ioThread;
    private final Runnable tick;
    private final Arrears arrears = new Arrears(0);
    private boolean waits;
    private long since;
    private long waited;
    private long taken;
    private XnioExecutor.@Nullable Key timer;

    /** @param tick calls {@link #isTooSlow} under the lock */
    Uptake(FrontLimits limits, XnioExecutor ioThread, Runnable tick) {
        this.limits = limits;
        this.ioThread = ioThread;
        this.tick = tick;
    }

    /** Bytes that the transport took so far. */
    long taken() {
        return taken;
    }

    /** Whether the transport has no room for what is to be written. */
    boolean waits() {
        return waits;
    }

    /**
     * The transport took bytes.
     *
     * @param left whether there was no room for others
     */
    void took(long bytes, boolean left) {
        taken += bytes;
        if (left == waits) {
            return;
        }
        waits = left;
        long now = System.nanoTime();
        if (!left) {
            waited += now - since;
            return;
        }
        since = now;
        if (timer == null) {
            timer = ioThread.executeAfter(tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the server has waited for longer than it does, on the I/O thread. */
    boolean isTooSlow() {
        timer = null;
        long now = System.nanoTime();
        long nanos = arrears.update(waited + (waits ? now - since : 0), taken, limits.writeRate());
        if (nanos > limits.writeTimeout().toNanos()) {
            return true;
        }
        if (waits) {
            timer = ioThread.executeAfter(tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return false;
    }

    /** The clock stops for good. */
    void stop() {
        if (timer != null) {
            timer.remove();
            timer = null;
        }
    }
}
