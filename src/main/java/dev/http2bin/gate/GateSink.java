package dev.http2bin.gate;

import dev.http2bin.frame.Http2Exception;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
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
 * turn of the I/O thread, at the end of that turn.
 */
final class GateSink implements StreamSinkConduit {
    private final GateConnection connection;
    private final ConduitStreamSinkChannel transport;
    private final ByteBufferPool pool;
    private @Nullable PooledByteBuffer output;
    private @Nullable WriteReadyHandler handler;
    private boolean resumed;
    private boolean scheduled;
    private boolean heldBack;
    private boolean wanted;
    private long blockedSince;
    private volatile boolean shutdown;

    GateSink(GateConnection connection, ConduitStreamSinkChannel transport, ByteBufferPool pool) {
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
        Outbound outbound = connection.gate().outbound();
        while (src.hasRemaining()) {
            ByteBuffer record = record();
            try {
                outbound.read(src, record);
            } catch (Http2Exception e) {
                connection.gate().departure().fail(e);
                throw new IOException(e);
            }
            if (src.hasRemaining() && !send()) {
                break;
            }
        }
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
        } catch (IOException e) {
            connection.broken();
        }
    }

    /** Sends all that waits; false where the transport took only some of it. */
    private boolean drain() throws IOException {
        Outbound outbound = connection.gate().outbound();
        while (output != null || outbound.waiting()) {
            outbound.drainTo(record());
            if (!send()) {
                return false;
            }
        }
        return transport.flush();
    }

    /** Nanoseconds since the transport last took octets that wait; 0 where none wait. */
    long blocked(long now) {
        return blockedSince == 0 ? 0 : now - blockedSince;
    }

    /** Sends the record; false where the transport did not take all of it. */
    private boolean send() throws IOException {
        ByteBuffer record = record().flip();
        int before = record.remaining();
        try {
            while (record.hasRemaining()) {
                if (transport.write(record) == 0) {
                    if (blockedSince == 0 || record.remaining() < before) {
                        blockedSince = System.nanoTime();
                    }
                    return false;
                }
            }
            blockedSince = 0;
        } finally {
            record.compact();
            if (record.position() == 0) {
                release();
            }
        }
        return true;
    }

    private ByteBuffer record() {
        PooledByteBuffer held = output;
        if (held == null) {
            held = pool.allocate();
            output = held;
        }
        return held.getBuffer();
    }

    void release() {
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
