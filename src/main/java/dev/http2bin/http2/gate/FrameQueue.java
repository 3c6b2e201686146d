package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.FrameWriter;
import java.nio.ByteBuffer;

/**
 * What one direction is to see next: frames and the octets of DATA in their order. A frame of the gate's own never lands
 * inside a DATA frame that is half passed on.
 */
final class FrameQueue {
    private final FrameWriter staged;
    private final FrameWriter deferred;
    private boolean insideData;

    /** A queue without an observer. */
    FrameQueue() {
        this.staged = new FrameWriter();
        this.deferred = new FrameWriter();
    }

    /** A queue that tells this observer of each frame as it is written, not as it leaves. */
    FrameQueue(FrameWriter.Observer observer) {
        this.staged = new FrameWriter(observer);
        this.deferred = new FrameWriter(observer);
    }

    /** Where a frame of the gate's own goes: next, or behind the DATA frame that is half passed on. */
    FrameWriter next() {
        return insideData ? deferred : staged;
    }

    /** Whether frames may leave now; those behind a DATA frame that is half passed on may not yet. */
    boolean waiting() {
        return !staged.isEmpty();
    }

    /** Moves what may leave into a buffer. */
    void drainTo(ByteBuffer dst) {
        staged.drainTo(dst);
    }

    /** How many octets wait that may leave now. */
    int size() {
        return staged.size();
    }

    /** Bytes of memory that the queue takes. */
    long capacity() {
        return (long) staged.capacity() + deferred.capacity();
    }

    /** Drops what waits. */
    void clear() {
        staged.clear();
        deferred.clear();
    }

    /** A DATA frame begins, whose header was written to {@link #next}. */
    void dataBegins() {
        insideData = true;
    }

    /** Moves octets of DATA straight from one buffer to the other, behind what waits. */
    void pass(ByteBuffer data, ByteBuffer dst) {
        staged.drainTo(dst);
        if (staged.isEmpty()) {
            int n = Math.min(data.remaining(), dst.remaining());
            dst.put(dst.position(), data, data.position(), n);
            dst.position(dst.position() + n);
            data.position(data.position() + n);
        }
    }

    /** A DATA frame ended: what had to wait for that follows it. */
    void dataEnds() {
        insideData = false;
        staged.append(deferred);
    }
}
