package dev.http2bin.bin.timing;

import dev.http2bin.http2.buffer.Buffers;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.ledger.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A response body that comes in steps, each as soon as its time has come. It holds no thread and no more than one step,
 * however long it waits for the clock or for a client that does not read.
 */
final class PacedBody implements ReadableByteChannel {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Pacer pacer;
    private final int steps;
    private final Duration interval;
    private final IntFunction<byte[]> content;
    private final long start = System.nanoTime();
    private Runnable more = () -> {};
    private int step;
    private ByteBuffer current = NOTHING;
    private boolean waiting;
    private @Nullable Future<?> timer;
    private volatile boolean open = true;

    private PacedBody(Pacer pacer, Pace pace, IntFunction<byte[]> content) {
        this.pacer = pacer;
        this.steps = pace.steps();
        this.interval = pace.interval();
        this.content = content;
    }

    /**
     * Ends a response with such a body; its first step comes at once. A response to HEAD has no step to wait for.
     *
     * @param content gives the bytes of a step, counted from 0
     */
    static void begin(
            Pacer pacer,
            Pace pace,
            IntFunction<byte[]> content,
            HttpServletRequest request,
            HttpServletResponse response,
            Exchange exchange) {
        response.setHeader(Priority.FIELD, Priority.INCREMENTAL);
        int steps = request.getMethod().equals("HEAD") ? 0 : pace.steps();
        new PacedBody(pacer, new Pace(steps, pace.interval()), content).start(exchange);
    }

    private synchronized void start(Exchange exchange) {
        more = exchange.finish(this);
    }

    /** Reads what has come due. Each step is timed from the start, so that lateness does not add up. */
    @Override
    public synchronized int read(ByteBuffer dst) {
        int before = dst.position();
        while (dst.hasRemaining()) {
            if (!current.hasRemaining()) {
                Duration wait = interval.multipliedBy(step).minusNanos(System.nanoTime() - start);
                if (step == steps) {
                    break;
                } else if (wait.isZero() || wait.isNegative()) {
                    current = ByteBuffer.wrap(content.apply(step));
                    step++;
                } else {
                    if (dst.position() == before && !waiting) {
                        waiting = true;
                        timer = pacer.after(wait, this::tick);
                    }
                    break;
                }
            }
            Buffers.move(current, dst, current.remaining());
        }
        int read = dst.position() - before;
        return read == 0 && step == steps && !current.hasRemaining() ? -1 : read;
    }

    private void tick() {
        if (open) {
            Runnable reader;
            synchronized (this) {
                waiting = false;
                reader = more;
            }
            reader.run();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public synchronized void close() {
        open = false;
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
