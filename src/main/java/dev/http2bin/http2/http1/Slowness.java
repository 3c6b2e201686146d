package dev.http2bin.http2.http1;

import dev.http2bin.http2.ledger.Limit;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/**
 * How slowly a request comes: its head has a deadline, and its content a rate. The clock begins where a read finds nothing in
 * the middle of either, so a request that comes at once costs no timer. A client is not to blame while nobody reads.
 *
 * <p>The caller holds the lock of its {@link FrontSource}.
 */
final class Slowness {
    private static final long TICK_MILLIS = 250;

    /** What the client is to send next. */
    enum Part {
        NOTHING,
        HEAD,
        CONTENT
    }

    private final FrontLimits limits;
    private final XnioExecutor ioThread;
    private final Consumer<Limit> late;
    private final Runnable tick;
    private Part part = Part.NOTHING;
    private boolean waits;
    private long since;
    private long received;
    private XnioExecutor.@Nullable Key timer;

    /**
     * A clock that does not run.
     *
     * @param tick calls {@link #check} under the lock
     * @param late told once if the request is too slow
     */
    Slowness(FrontLimits limits, XnioExecutor ioThread, Runnable tick, Consumer<Limit> late) {
        this.limits = limits;
        this.ioThread = ioThread;
        this.tick = tick;
        this.late = late;
    }

    /** Bytes came. */
    void received(long bytes) {
        received += bytes;
    }

    /** A read that wants this part got bytes. */
    void served(Part wanted) {
        waits = false;
        if (part != wanted) {
            part = Part.NOTHING;
        }
    }

    /** A read that wants this part found nothing. */
    void starved(Part wanted) {
        if (part != wanted) {
            part = wanted;
            since = System.nanoTime();
            received = 0;
        }
        waits = wanted != Part.NOTHING;
        if (waits && timer == null) {
            timer = ioThread.executeAfter(tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Nobody reads for now. */
    void suspended() {
        waits = false;
    }

    /** Looks at the time, on the I/O thread. */
    void check() {
        timer = null;
        long time = System.nanoTime() - since;
        if (part == Part.HEAD && time > limits.headTimeout().toNanos()) {
            stop();
            late.accept(Limit.HEADER_BLOCK_TIMEOUT);
        } else if (part == Part.CONTENT
                && waits
                && time > limits.contentGrace().toNanos()
                && received < limits.contentRate() * TimeUnit.NANOSECONDS.toSeconds(time)) {
            stop();
            late.accept(Limit.BODY_RATE);
        } else if (part != Part.NOTHING) {
            timer = ioThread.executeAfter(tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The clock stops for good. */
    void stop() {
        part = Part.NOTHING;
        waits = false;
        if (timer != null) {
            timer.remove();
            timer = null;
        }
    }
}
