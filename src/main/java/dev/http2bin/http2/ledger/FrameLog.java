package dev.http2bin.http2.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The last frames of one connection, both ways, in a ring of numbers: a frame costs no allocation. */
final class FrameLog {
    /** Per frame: when; stream, direction, type and flags; length and detail. */
    private static final int LONGS = 3;

    private static final long OUT = 1 << 16;

    private int capacity;
    private long[] ring = new long[0];
    private long written;
    /** The number of the oldest frame that a larger ring took over. */
    private long oldest;

    FrameLog(int capacity) {
        this.capacity = capacity;
    }

    void add(long nanos, Direction direction, int type, int flags, int streamId, int length, long detail) {
        if (ring.length == 0) {
            ring = new long[LONGS * capacity];
        }
        int slot = (int) (written++ % capacity) * LONGS;
        ring[slot] = nanos;
        ring[slot + 1] = (long) streamId << 32 | (direction == Direction.OUT ? OUT : 0) | type << 8 | flags;
        ring[slot + 2] = (long) length << 32 | detail;
    }

    /** Remembers so many from now on; what is remembered stays. */
    void grow(int most) {
        if (most > capacity) {
            long[] larger = new long[LONGS * most];
            oldest = Math.max(0, written - capacity);
            for (long i = oldest; i < written; i++) {
                System.arraycopy(ring, (int) (i % capacity) * LONGS, larger, (int) (i % most) * LONGS, LONGS);
            }
            ring = larger;
            capacity = most;
        }
    }

    /** How many were added. */
    long written() {
        return written;
    }

    /** The last frames, the oldest first. */
    List<FrameEntry> last(int most, long openedNanos) {
        int n = (int) Math.min(Math.min(most, capacity), written - oldest);
        List<FrameEntry> entries = new ArrayList<>(n);
        for (long i = written - n; i < written; i++) {
            int slot = (int) (i % capacity) * LONGS;
            long header = ring[slot + 1];
            long rest = ring[slot + 2];
            entries.add(new FrameEntry(
                    i,
                    Duration.ofNanos(ring[slot] - openedNanos),
                    (header & OUT) == 0 ? Direction.IN : Direction.OUT,
                    (int) (header >>> 32),
                    (int) (header >>> 8) & 0xff,
                    (int) (rest >>> 32),
                    (int) header & 0xff,
                    rest & 0xffffffffL));
        }
        return entries;
    }
}
