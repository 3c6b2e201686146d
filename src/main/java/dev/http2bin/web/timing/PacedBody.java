package dev.http2bin.web.timing;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A response body that comes in steps, each flushed when its time has come. Written without blocking: while it waits, for
 * the clock or for a peer that does not read, it holds no thread. All its state is guarded by its own monitor.
 */
final class PacedBody implements WriteListener {

    private static final Logger log = LoggerFactory.getLogger(PacedBody.class);

    private final Pacer pacer;
    private final int steps;
    private final Duration interval;
    private final IntFunction<byte[]> content;
    private final long start = System.nanoTime();
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final ByteArrayOutputStream due = new ByteArrayOutputStream();
    private int step;
    private boolean over;

    private PacedBody(
            Pacer pacer,
            int steps,
            Duration interval,
            IntFunction<byte[]> content,
            AsyncContext context,
            HttpServletResponse response)
            throws IOException {
        this.pacer = pacer;
        this.steps = steps;
        this.interval = interval;
        this.content = content;
        this.context = context;
        this.out = response.getOutputStream();
    }

    /**
     * Begins the body; its first step comes at once. A HEAD has none to wait for.
     *
     * @param content gives the bytes of a step, counted from 0
     */
    static void begin(
            Pacer pacer,
            int steps,
            Duration interval,
            IntFunction<byte[]> content,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        PacedBody body = new PacedBody(pacer, steps, interval, content, context, response);
        body.out.setWriteListener(body);
        body.tick();
    }

    /** Each step is timed from the start, so that lateness does not add up. */
    private synchronized void tick() {
        if (over) {
            return;
        }
        due.writeBytes(content.apply(step));
        step++;
        if (step < steps) {
            long elapsed = System.nanoTime() - start;
            pacer.after(interval.multipliedBy(step).minusNanos(elapsed), this::tick);
        }
        write();
    }

    @Override
    public synchronized void onWritePossible() {
        write();
    }

    @Override
    public synchronized void onError(Throwable cause) {
        if (!over) {
            over = true;
            log.debug("The client went away", cause);
            context.complete();
        }
    }

    private void write() {
        try {
            if (over || !out.isReady()) {
                return;
            }
            if (due.size() > 0) {
                out.write(due.toByteArray());
                due.reset();
                if (out.isReady()) {
                    out.flush();
                }
            }
            if (step == steps && out.isReady()) {
                over = true;
                context.complete();
            }
        } catch (IOException e) {
            onError(e);
        }
    }
}
