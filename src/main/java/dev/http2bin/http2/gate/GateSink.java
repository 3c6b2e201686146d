package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.Http2Exception;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/**
 * What Undertow writes to: its octets go through {@link Outbound} into a buffer of one TLS record. The buffer is written
 * when it is full, once for all that came of what {@link GateSource} read, and once for all that came of other tasks of a
 * turn of the I/O thread, at the end of that turn. If the transport takes nothing, the octets wait here: Undertow never holds a
 * frame, and {@link SendWindows} sees to it that little waits.
 */
final class GateSink implements StreamSinkConduit {
    private final Http2Connection http2;
    private final GateConnection connection;
    private final ConduitStreamSinkChannel transport;
    private final ByteBufferPool pool;
    /** Full records, the oldest first, that the transport has not taken yet; in most cases there are none. */
    private final Deque<PooledByteBuffer> full = new ArrayDeque<>(0);

    private @Nullable PooledByteBuffer output;
    private @Nullable WriteReadyHandler handler;
    private boolean resumed;
    private boolean scheduled;
    private boolean heldBack;
    private boolean wanted;
    private boolean blocked;
    private long blockedSince;
    private long blockedBefore;
    private long taken;
    private volatile boolean shutdown;

    GateSink(
            Http2Connection http2, GateConnection connection, ConduitStreamSinkChannel transport, ByteBufferPool pool) {
        this.http2 = http2;
        this.connection = connection;
        this.transport = transport;
        this.pool = pool;
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            written += write(srcs[i]);
            if (srcs[i].hasRemaining()) {
                break;
            }
        }
        return written;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        if (shutdown || connection.finished() || connection.cut()) {
            throw new ClosedChannelException();
        }
        int start = src.position();
        while (src.hasRemaining()) {
            PooledByteBuffer record = record();
            try {
                http2.readFromUndertow(src, record.getBuffer());
            } catch (Http2Exception e) {
                http2.fail(e);
                throw new IOException(e);
            }
            if (src.hasRemaining() && !send() && !record.getBuffer().hasRemaining()) {
                full.add(record);
                output = null;
            }
        }
        http2.checkQueue();
        flushSoon();
        return src.position() - start;
    }

    /** Writes the record when it is let go, if it is held back, else at the end of this turn of the I/O thread. */
    void flushSoon() {
        if (heldBack) {
            wanted = true;
        } else if (!scheduled) {
            scheduled = true;
            connection.soon(() -> {
                scheduled = false;
                writable();
            });
        }
    }

    /** What is to be written soon waits until it is let go. */
    void holdBack() {
        heldBack = true;
    }

    /** Writes what was held back. */
    void letGo() {
        heldBack = false;
        if (wanted) {
            wanted = false;
            writable();
        }
    }

    /** The transport may take octets. */
    void writable() {
        if (connection.finished()) {
            return; // frames that still wait have nowhere to go, and shall not take a buffer
        }
        try {
            if (drain()) {
                transport.suspendWrites();
                connection.drained();
                if (resumed && !shutdown && handler != null) {
                    handler.writeReady();
                }
            } else {
                transport.resumeWrites();
            }
            http2.checkQueue();
            http2.written();
        } catch (IOException e) {
            connection.broken();
        }
    }

    /** Sends all that waits; false if the transport took only some of it. */
    private boolean drain() throws IOException {
        while (output != null || !full.isEmpty() || http2.waitsForClient()) {
            http2.drainToClient(record().getBuffer());
            if (!send()) {
                return false;
            }
        }
        return transport.flush();
    }

    /** Whether bytes wait because the transport takes none. */
    boolean isBlocked() {
        return blocked;
    }

    /** Nanoseconds that bytes waited for the transport so far. */
    long waitedInAll(long now) {
        return blocked ? blockedBefore + now - blockedSince : blockedBefore;
    }

    /** Bytes that the transport took so far. */
    long taken() {
        return taken;
    }

    /** Bytes that the transport has not taken yet. */
    int buffered() {
        int last = output == null ? 0 : output.getBuffer().position();
        return full.size() * pool.getBufferSize() + last;
    }

    /** Sends the records; false if the transport did not take all of them. */
    private boolean send() throws IOException {
        while (!full.isEmpty()) {
            if (!send(full.element().getBuffer())) {
                return false;
            }
            full.remove().close();
        }
        if (output != null && !send(output.getBuffer())) {
            return false;
        }
        if (output != null) {
            output.close();
            output = null;
        }
        return true;
    }

    /** Sends a record; false if the transport did not take all of it. */
    private boolean send(ByteBuffer record) throws IOException {
        record.flip();
        try {
            while (record.hasRemaining()) {
                int n = transport.write(record);
                blocked(n == 0);
                if (n == 0) {
                    return false;
                }
                taken += n;
            }
        } finally {
            record.compact();
        }
        return true;
    }

    private void blocked(boolean now) {
        if (now && !blocked) {
            blockedSince = System.nanoTime();
        } else if (!now && blocked) {
            blockedBefore += System.nanoTime() - blockedSince;
        }
        blocked = now;
    }

    private PooledByteBuffer record() {
        PooledByteBuffer held = output;
        if (held == null) {
            held = pool.allocate();
            output = held;
        }
        return held;
    }

    void release() {
        full.forEach(PooledByteBuffer::close);
        full.clear();
        if (output != null) {
            output.close();
            output = null;
        }
    }

    /** What was written leaves at the end of the turn, so for Undertow it has left. */
    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public void resumeWrites() {
        resumed = true;
        flushSoon();
    }

    @Override
    public void wakeupWrites() {
        resumeWrites();
    }

    @Override
    public void suspendWrites() {
        resumed = false;
    }

    @Override
    public boolean isWriteResumed() {
        return resumed;
    }

    @Override
    public void terminateWrites() {
        if (!shutdown) {
            shutdown = true;
            connection.sinkClosed();
            if (handler != null) {
                handler.terminated();
            }
        }
    }

    @Override
    public void truncateWrites() {
        terminateWrites();
    }

    @Override
    public boolean isWriteShutdown() {
        return shutdown;
    }

    @Override
    public void setWriteReadyHandler(WriteReadyHandler handler) {
        this.handler = handler;
    }

    @Override
    public void awaitWritable() throws IOException {
        transport.awaitWritable();
    }

    @Override
    public void awaitWritable(long time, TimeUnit unit) throws IOException {
        transport.awaitWritable(time, unit);
    }

    @Override
    public int writeFinal(ByteBuffer src) throws IOException {
        return Conduits.writeFinalBasic(this, src);
    }

    @Override
    public long writeFinal(ByteBuffer[] srcs, int offset, int length) throws IOException {
        return Conduits.writeFinalBasic(this, srcs, offset, length);
    }

    @Override
    public long transferFrom(FileChannel src, long position, long count) throws IOException {
        return src.transferTo(position, count, new ConduitWritableByteChannel(this));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        return IoUtils.transfer(source, count, throughBuffer, new ConduitWritableByteChannel(this));
    }

    @Override
    public XnioIoThread getWriteThread() {
        return connection.getIoThread();
    }

    @Override
    public XnioWorker getWorker() {
        return connection.getWorker();
    }
}
