package dev.http2bin.http2.http1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * What Undertow writes to. Responses pass as they are; once the front has the last word they go nowhere, and once the client
 * has left they fail.
 */
final class FrontSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private static final int STATUS_LINE = "HTTP/1.1 200".length();
    private static final int STATUS = "HTTP/1.1 ".length();

    private final Front front;
    private final Runnable late;
    // guarded by front
    private final Uptake uptake;
    private boolean responded;
    private boolean taken;
    private boolean failed;

    /** @param late told on the I/O thread, without the lock, of a client that keeps the server waiting for too long */
    FrontSink(StreamSinkConduit next, Front front, FrontLimits limits, XnioExecutor ioThread, Runnable late) {
        super(next);
        this.front = front;
        this.late = late;
        this.uptake = new Uptake(limits, ioThread, this::tick);
    }

    private void tick() {
        boolean slow;
        synchronized (front) {
            slow = !taken && uptake.isTooSlow();
        }
        if (slow) {
            late.run();
        }
    }

    /** How the client takes what is written. */
    Uptake uptake() {
        return uptake;
    }

    /** The next request begins: nothing of its response was written yet. */
    void next() {
        responded = false;
    }

    /** From now on the front speaks; returns whether a final response has begun to leave. */
    boolean take() {
        taken = true;
        uptake.stop();
        return responded;
    }

    /** The client has left: what is written from now on fails. */
    void fail() {
        failed = true;
    }

    StreamSinkConduit transport() {
        return next;
    }

    /** Whether what is about to be written is a whole head of an informational response, behind which another follows. */
    private boolean isInterim(ByteBuffer src) {
        int start = src.position();
        if (responded || src.remaining() < STATUS_LINE || src.get(start + STATUS) != '1') {
            return false;
        }
        if (src.get(start + STATUS + 1) == '0' && src.get(start + STATUS + 2) == '1') {
            front.letThrough();
            return false;
        }
        return true;
    }

    /** Whether what Undertow writes goes nowhere. */
    private boolean isDropped() throws ClosedChannelException {
        if (failed) {
            throw new ClosedChannelException();
        }
        return taken;
    }

    private long took(long n, boolean left) {
        uptake.took(n, left);
        return n;
    }

    private static boolean isLeft(ByteBuffer[] srcs, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (srcs[i].hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    private static int drop(ByteBuffer src) {
        int n = src.remaining();
        src.position(src.limit());
        return n;
    }

    private static long drop(ByteBuffer[] srcs, int offset, int length) {
        long dropped = 0;
        for (int i = offset; i < offset + length; i++) {
            dropped += drop(srcs[i]);
        }
        return dropped;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        synchronized (front) {
            if (isDropped()) {
                return drop(src);
            }
            boolean interim = isInterim(src);
            int n = super.write(src);
            responded |= !interim || src.hasRemaining();
            return (int) took(n, src.hasRemaining());
        }
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        synchronized (front) {
            if (isDropped()) {
                return drop(srcs, offset, length);
            }
            boolean interim = length > 0 && isInterim(srcs[offset]);
            long n = super.write(srcs, offset, length);
            responded |= !interim;
            return took(n, isLeft(srcs, offset, length));
        }
    }

    @Override
    public int writeFinal(ByteBuffer src) throws IOException {
        synchronized (front) {
            responded = true;
            return isDropped() ? drop(src) : (int) took(super.writeFinal(src), src.hasRemaining());
        }
    }

    @Override
    public long writeFinal(ByteBuffer[] srcs, int offset, int length) throws IOException {
        synchronized (front) {
            responded = true;
            return isDropped()
                    ? drop(srcs, offset, length)
                    : took(super.writeFinal(srcs, offset, length), isLeft(srcs, offset, length));
        }
    }

    @Override
    public long transferFrom(FileChannel src, long position, long count) throws IOException {
        synchronized (front) {
            responded = true;
            if (isDropped()) {
                return count;
            }
            long n = super.transferFrom(src, position, count);
            return took(n, n < count && position + n < src.size());
        }
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        synchronized (front) {
            if (isDropped()) {
                throw new IOException("the front has answered");
            }
            responded = true;
            long n = super.transferFrom(source, count, throughBuffer);
            return took(n, throughBuffer.hasRemaining());
        }
    }

    @Override
    public void terminateWrites() throws IOException {
        synchronized (front) {
            if (!taken) {
                super.terminateWrites();
            }
        }
    }

    @Override
    public boolean flush() throws IOException {
        synchronized (front) {
            if (taken) {
                return true;
            }
            boolean flushed = super.flush();
            uptake.took(0, !flushed);
            return flushed;
        }
    }

    @Override
    public void resumeWrites() {
        synchronized (front) {
            if (!taken) {
                uptake.took(0, true); // Undertow resumes writes only if it has more to write
                super.resumeWrites();
            }
        }
    }

    @Override
    public void suspendWrites() {
        synchronized (front) {
            if (!taken) {
                uptake.took(0, false);
                super.suspendWrites();
            }
        }
    }

    @Override
    public void wakeupWrites() {
        synchronized (front) {
            if (!taken) {
                super.wakeupWrites();
            }
        }
    }
}
