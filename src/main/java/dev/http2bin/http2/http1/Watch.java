package dev.http2bin.http2.http1;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Notices if a client leaves while its request is being served and Undertow does not read. It reads only after a second in
 * which the socket had room and no byte of the response was written. {@link Input} keeps what it reads, one buffer at most. If
 * the client sends more than that, the watch sees no further until Undertow reads.
 *
 * <p>A client that leaves looks like a client that only ends its sending. nginx and node close the connection of both at once,
 * Go cancels the request but lets its handler answer, and Apache answers both. Here both get a response that is due within a
 * second: the watch does not read the end earlier, because Conscrypt writes no more once it has read a close_notify. After
 * that the request is given up.
 *
 * <p>The caller holds the lock of the front.
 */
final class Watch {
    private static final long PAUSE_MILLIS = 1_000;

    private final Front front;
    private final StreamSourceConduit transport;
    private final Readers readers;
    private final Input input;
    private final Uptake uptake;
    private final Runnable left;
    private final XnioExecutor ioThread;
    private CompletableFuture<Void> exchange = new CompletableFuture<>();
    private boolean off;
    private boolean looks;
    private boolean awaited;
    private boolean ended;
    private long written;
    private XnioExecutor.@Nullable Key timer;

    /**
     * A watch that does not look yet.
     *
     * @param left runs on the I/O thread when the client has left, before the exchange completes
     */
    Watch(
            Front front,
            StreamSourceConduit transport,
            Readers readers,
            Input input,
            Uptake uptake,
            Runnable left,
            XnioExecutor ioThread) {
        this.front = front;
        this.transport = transport;
        this.readers = readers;
        this.input = input;
        this.uptake = uptake;
        this.left = left;
        this.ioThread = ioThread;
    }

    /** A request is served; this completes if its client leaves, or at once if that has happened. */
    void serves(CompletableFuture<Void> served) {
        exchange = served;
        if (ended) {
            served.complete(null);
        }
    }

    /** Whether the client sends nothing more. */
    boolean ended() {
        return ended;
    }

    /** The next request begins. */
    void next() {
        looks = false;
        awaited = false;
    }

    /** Undertow reads, so the pause is over. */
    void end() {
        looks = false;
    }

    /** Undertow does not read for now. */
    void begin() {
        if (front.serving() && !off && timer == null && !looks) {
            waitForPause();
        }
        if (isLooking()) {
            transport.resumeReads();
        } else {
            transport.suspendReads();
        }
    }

    private boolean isLooking() {
        return looks && !off && !ended && !input.isFull();
    }

    private void waitForPause() {
        written = uptake.taken();
        timer = ioThread.executeAfter(this::check, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void check() {
        synchronized (front) {
            timer = null;
            if (off || readers.resumed() || !front.serving()) {
                return;
            }
            if (uptake.waits() || uptake.taken() != written || (awaited && !front.done())) {
                waitForPause();
            } else {
                looks = true;
                begin();
            }
        }
    }

    /** A worker waits at the transport for the rest of the content, and would not see what is read here. */
    void awaited() {
        awaited = true;
        looks = false;
        begin();
    }

    /** Reads what came; returns how many bytes. */
    int look() {
        int n = 0;
        try {
            if (isLooking()) {
                n = input.ahead();
            }
        } catch (IOException e) {
            n = -1; // a reset
        }
        if (n < 0) {
            ended = true;
            left.run();
            exchange.complete(null);
        }
        begin();
        return Math.max(0, n);
    }

    /** Stops for good: the connection is closing, or another has taken it over. */
    void stop() {
        off = true;
        if (timer != null) {
            timer.remove();
            timer = null;
        }
    }

    /** The connection has closed. */
    void closed() {
        stop();
        ended = true;
        exchange.complete(null);
    }
}
