package dev.http2bin.http1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** What Undertow writes to. Responses pass as they are; once the front has the last word they go nowhere. */
final class FrontSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private static final int STATUS_LINE = "HTTP/1.1 200".length();
    private static final int STATUS = "HTTP/1.1 ".length();

    private final Runnable switched;
    // guarded by this
    private boolean responded;
    private boolean taken;

    /** @param switched called when a 101 is about to leave */
    FrontSink(StreamSinkConduit next, Runnable switched) {
        super(next);
        this.switched = switched;
    }

    /** The next request begins: nothing of its response was written yet. */
    synchronized void next() {
        responded = false;
    }

    /** From now on the front speaks; returns whether a final response has begun to leave. */
    synchronized boolean take() {
        taken = true;
        return responded;
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
            switched.run();
            return false;
        }
        return true;
    }

    @Override
    public synchronized int write(ByteBuffer src) throws IOException {
        if (taken) {
            return drop(src);
        }
        boolean interim = isInterim(src);
        int n = super.write(src);
        responded |= !interim || src.hasRemaining();
        return n;
    }

    @Override
    public synchronized long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        if (taken) {
            long dropped = 0;
            for (int i = offset; i < offset + length; i++) {
                dropped += drop(srcs[i]);
            }
            return dropped;
        }
        boolean interim = length > 0 && isInterim(srcs[offset]);
        long n = super.write(srcs, offset, length);
        responded |= !interim;
        return n;
    }

    @Override
    public synchronized int writeFinal(ByteBuffer src) throws IOException {
        responded = true;
        return taken ? drop(src) : super.writeFinal(src);
    }

    @Override
    public synchronized long writeFinal(ByteBuffer[] srcs, int offset, int length) throws IOException {
        responded = true;
        return taken ? write(srcs, offset, length) : super.writeFinal(srcs, offset, length);
    }

    @Override
    public synchronized long transferFrom(FileChannel src, long position, long count) throws IOException {
        responded = true;
        return taken ? count : super.transferFrom(src, position, count);
    }

    @Override
    public synchronized long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer)
            throws IOException {
        if (taken) {
            throw new IOException("the front has answered");
        }
        responded = true;
        return super.transferFrom(source, count, throughBuffer);
    }

    private static int drop(ByteBuffer src) {
        int n = src.remaining();
        src.position(src.limit());
        return n;
    }

    @Override
    public synchronized void terminateWrites() throws IOException {
        if (!taken) {
            super.terminateWrites();
        }
    }

    @Override
    public synchronized boolean flush() throws IOException {
        return taken || super.flush();
    }

    @Override
    public synchronized void resumeWrites() {
        if (!taken) {
            super.resumeWrites();
        }
    }

    @Override
    public synchronized void suspendWrites() {
        if (!taken) {
            super.suspendWrites();
        }
    }

    @Override
    public synchronized void wakeupWrites() {
        if (!taken) {
            super.wakeupWrites();
        }
    }
}
