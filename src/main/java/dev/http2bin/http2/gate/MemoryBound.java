package dev.http2bin.http2.gate;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.http2bin.http2.ledger.Stream;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory connections hold together: network buffers, requests that are open, and whole responses that wait for their
 * clients. Above the mark, each connection that holds more than its share loses the streams that wait longest for their
 * client, and one that holds more than its allowance is refused new streams; at the bound it gets no buffer and so ends. A
 * connection that has one request at a time is served as before. Thread-safe.
 *
 * <pre>
 *   0 ............... mark (3/4) ............... bound
 *   all are served  |  the greedy lose streams  |  the greedy lose their connection
 * </pre>
 */
public final class MemoryBound {
    /** What an open stream costs behind the gate besides its buffers and its header list, by measurement. */
    private static final int STREAM = 12 * 1024;

    /** The share of the heap that connections may hold by default: the rest is for the application, and for garbage. */
    private static final double OF_HEAP = 3 / 8.0;

    /** What a connection may need for long: a few streams that wait, without buffers. */
    private static final int CONNECTION = 32 * 1024;

    /** What one request needs for a while, with its buffers. */
    private static final int REQUEST = 48 * 1024;

    /** How often the connections that hold more than their share are called while memory stays short. */
    private static final long BETWEEN_CALLS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final long bound;
    private final long mark;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong lastCall = new AtomicLong(System.nanoTime() - BETWEEN_CALLS_NANOS);
    private final Set<MemoryShare> shares = ConcurrentHashMap.newKeySet();
    private volatile long overSince;

    /**
     * A bound with nothing held.
     *
     * @param bytes the bound; 0 for one that fits this JVM's heap and its direct memory
     */
    public MemoryBound(long bytes) {
        this.bound = bytes > 0 ? bytes : ofThisJvm();
        this.mark = bound / 4 * 3;
    }

    private static long ofThisJvm() {
        long heap = Runtime.getRuntime().maxMemory();
        String option = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue();
        long direct = Long.parseLong(option); // 0 if it follows the heap
        return (long) (OF_HEAP * (direct > 0 ? Math.min(heap, direct) : heap));
    }

    /** The most connections that the bound has room for. */
    public int mostConnections() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, bound / CONNECTION));
    }

    /** Bytes that an open stream counts as, besides its buffers. */
    static int cost(Stream stream) {
        return STREAM + stream.requestFieldsSize();
    }

    /** The share of a connection that opens. */
    public MemoryShare open() {
        MemoryShare share = new MemoryShare(this);
        shares.add(share);
        return share;
    }

    /** Bytes that may be held. */
    public long bound() {
        return bound;
    }

    /** Bytes that are held now. */
    public long held() {
        return held.get();
    }

    /** Whether more than the mark has been held for at least these seconds. */
    public boolean isOverMark(int seconds) {
        long since = overSince;
        return since != 0 && System.nanoTime() - since >= TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Adds bytes that are held, or takes some off (below 0). */
    public void add(long bytes) {
        long now = held.addAndGet(bytes);
        if (now > mark != (overSince != 0)) {
            overSince = now > mark ? Math.max(1, System.nanoTime()) : 0;
        }
        if (now > mark && bytes > 0) {
            callIn();
        }
    }

    /** A share shrinks with each connection that opens, so connections that add nothing may hold too much by now. */
    private void callIn() {
        long now = System.nanoTime();
        long last = lastCall.get();
        if (now - last >= BETWEEN_CALLS_NANOS && lastCall.compareAndSet(last, now)) {
            shares.forEach(MemoryShare::callIn);
        }
    }

    void closed(MemoryShare share) {
        shares.remove(share);
    }

    boolean isOverMark() {
        return held.get() > mark;
    }

    boolean isReached() {
        return held.get() >= bound;
    }

    /** Bytes that each connection may hold for long: the mark, if all hold the same. */
    long share() {
        return mark / Math.max(1, shares.size());
    }

    /** Bytes that each connection may hold for a while: no less than one request needs, however small the share is. */
    long allowance() {
        return Math.max(share(), REQUEST);
    }
}
