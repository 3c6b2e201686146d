package dev.http2bin.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that sends a GET every 20 ms while others attack. What a controller answers needs a worker and the I/O
 * thread, so it notices where either is held. A time counts from when the request was due, not from when it left: one
 * that waits for a slow one before it is slow too.
 */
public final class Victim implements AutoCloseable {
    private static final long EVERY = Duration.ofMillis(20).toNanos();
    private static final Duration ALWAYS_GOOD = Duration.ofMillis(250);
    private static final int WARM_UP = 50;
    private static final int BASELINE = 50;
    /** What follows an attack counts as well: it may do its harm when it is over. */
    private static final int LEAST = 10;

    private final ScriptedPeer peer;
    private final Thread thread = new Thread(this::run, "victim");
    private final CountDownLatch quiet = new CountDownLatch(WARM_UP + BASELINE);
    private final Duration baseline;
    // guarded by this
    private List<Long> nanos = new ArrayList<>();
    private @Nullable Throwable failure;
    private boolean closed;

    /** Connects to a service of this machine, and returns when it knows how fast that is while nobody attacks. */
    public Victim(int port) {
        peer = ScriptedPeer.connect(port).greet().windowUpdate(0, 1 << 30);
        thread.setDaemon(true);
        thread.start();
        try {
            quiet.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(failure()).isNull();
        List<Long> times = times();
        baseline = percentile99(times.subList(Math.min(WARM_UP, times.size()), times.size()));
    }

    private void run() {
        long due = System.nanoTime();
        for (int id = 1; !closed(); id += 2) {
            try {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                String status = peer.get(id, "/version").response(id).status();
                if (!status.equals("200")) {
                    throw new AssertionError("status " + status);
                }
            } catch (InterruptedException | AssertionError e) {
                fail(e);
                return;
            }
            add(System.nanoTime() - due);
            quiet.countDown();
            due += EVERY;
        }
    }

    private synchronized void add(long time) {
        nanos.add(time);
        notifyAll();
    }

    private synchronized void fail(Throwable e) {
        failure = closed ? null : e;
        notifyAll();
    }

    private synchronized boolean closed() {
        return closed;
    }

    private synchronized @Nullable Throwable failure() {
        return failure;
    }

    private synchronized List<Long> times() {
        return List.copyOf(nanos);
    }

    /** Forgets all that was before. */
    public synchronized void attackBegins() {
        nanos = new ArrayList<>();
    }

    /** No request failed since the attack began, and its slowest hundredth is as fast as is good, or twice the quiet time. */
    public void assertUnharmed() {
        List<Long> times = awaitTimes();
        assertThat(failure()).as("the victim's connection").isNull();
        Duration allowed = baseline.multipliedBy(2);
        assertThat(percentile99(times))
                .as("the victim's slowest hundredth of %d, %s while quiet", times.size(), baseline)
                .isLessThanOrEqualTo(allowed.compareTo(ALWAYS_GOOD) > 0 ? allowed : ALWAYS_GOOD);
    }

    /** The longest time of a request since the attack began, none of which failed. */
    public Duration slowest() {
        List<Long> times = awaitTimes();
        assertThat(failure()).as("the victim's connection").isNull();
        return Duration.ofNanos(Collections.max(times));
    }

    private synchronized List<Long> awaitTimes() {
        int wanted = nanos.size() + LEAST;
        while (nanos.size() < wanted && failure == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        return List.copyOf(nanos);
    }

    private static Duration percentile99(List<Long> times) {
        return Duration.ofNanos(times.stream()
                .sorted()
                .skip(times.size() - 1 - times.size() / 100)
                .findFirst()
                .orElse(Long.MAX_VALUE));
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        peer.close();
    }
}
