package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.Http2Exception;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

/** What Undertow reads from: the transport's octets, once they went through {@link Inbound}. */
final class GateSource implements StreamSourceConduit {
    private final Http2Connection http2;
    private final Transport connection;
    private final GateSink sink;
    private final ConduitStreamSourceChannel transport;
    private final ByteBufferPool pool;
    private final Runnable closed;
    private @Nullable PooledByteBuffer input;
    private @Nullable ReadReadyHandler handler;
    private boolean resumed;
    private boolean scheduled;
    private boolean taken;
    private boolean ended;
    private volatile boolean shutdown;

    /** @param closed runs when Undertow reads no more */
    GateSource(
            Http2Connection http2,
            Transport connection,
            GateSink sink,
            ConduitStreamSourceChannel transport,
            ByteBufferPool pool,
            Runnable closed) {
        this.http2 = http2;
        this.connection = connection;
        this.sink = sink;
        this.transport = transport;
        this.pool = pool;
        this.closed = closed;
    }

    /** Octets that were read before the gate was in place. */
    void first(PooledByteBuffer octets) {
        input = octets;
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        if (shutdown) {
            return -1;
        }
        if (taken) {
            return 0;
        }
        int start = dst.position();
        http2.drainToUndertow(dst);
        while (dst.hasRemaining() && fill()) {
            ByteBuffer octets = buffer().getBuffer();
            int before = octets.remaining();
            try {
                http2.readFromClient(octets, dst);
            } catch (Http2Exception e) {
                release();
                http2.fail(e);
            }
            if (input != null && octets.remaining() == before) {
                break; // a DATA frame waits for room
            }
        }
        int read = dst.position() - start;
        return read == 0 && ended ? -1 : read;
    }

    /** Whether there are octets to look at, after asking the transport where there are none. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        ByteBuffer octets = buffer().getBuffer();
        if (octets.hasRemaining()) {
            return true;
        }
        octets.clear();
        int n;
        try {
            n = transport.read(octets);
        } catch (IOException e) {
            release();
            ended = true;
            throw e;
        }
        octets.flip();
        if (n <= 0) {
            release();
            ended = n < 0;
            return false;
        }
        http2.heard();
        return true;
    }

    private PooledByteBuffer buffer() {
        PooledByteBuffer held = input;
        if (held == null) {
            held = pool.allocate();
            held.getBuffer().limit(0);
            input = held;
        }
        return held;
    }

    private void release() {
        if (input != null) {
            input.close();
            input = null;
        }
    }

    /** Nothing more is for Undertow: it reads the end. */
    void end() {
        ended = true;
        release();
        wakeup();
    }

    /** Whether nothing more comes from the client. */
    boolean ended() {
        return ended;
    }

    private boolean leftover() {
        return ended || input != null || http2.waitsForUndertow();
    }

    /** The transport may have octets. */
    void readable() {
        if (!resumed) {
            transport.suspendReads();
        } else if (handler != null) {
            http2.checkMemory();
            sink.holdBack();
            try {
                handle(handler);
            } finally {
                sink.letGo();
            }
            if (resumed && leftover() && !shutdown) {
                wakeup();
            }
        }
    }

    /**
     * Undertow handles the first frame of what it reads, and leaves those behind it to a task for the end of the turn, when
     * all other connections have been read. Asked once more it runs that task first: so the requests of one connection
     * are answered before those of the next are read, however many connections there are.
     */
    private void handle(ReadReadyHandler undertow) {
        undertow.readReady();
        taken = true;
        try {
            undertow.readReady();
        } finally {
            taken = false;
        }
    }

    /** Has Undertow read soon, though nothing came. */
    void wakeup() {
        if (!scheduled && !shutdown) {
            scheduled = true;
            connection.soon(() -> {
                scheduled = false;
                if (!shutdown) {
                    readable();
                }
            });
        }
    }

    @Override
    public void resumeReads() {
        resumed = true;
        if (!shutdown) {
            transport.resumeReads();
            if (leftover()) {
                wakeup();
            }
        }
    }

    @Override
    public void wakeupReads() {
        resumeReads();
        wakeup();
    }

    @Override
    public void suspendReads() {
        resumed = false;
        transport.suspendReads();
    }

    @Override
    public boolean isReadResumed() {
        return resumed;
    }

    @Override
    public void terminateReads() {
        if (!shutdown) {
            shutdown = true;
            connection.onIoThread(this::release);
            closed.run();
            if (handler != null) {
                handler.terminated();
            }
        }
    }

    @Override
    public boolean isReadShutdown() {
        return shutdown;
    }

    @Override
    public void setReadReadyHandler(ReadReadyHandler handler) {
        this.handler = handler;
    }

    @Override
    public void awaitReadable() throws IOException {
        transport.awaitReadable();
    }

    @Override
    public void awaitReadable(long time, TimeUnit unit) throws IOException {
        transport.awaitReadable(time, unit);
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (dsts[i].hasRemaining()) {
                return read(dsts[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        return IoUtils.transfer(new ConduitReadableByteChannel(this), count, throughBuffer, target);
    }

    @Override
    public XnioIoThread getReadThread() {
        return transport.getIoThread();
    }

    @Override
    public XnioWorker getWorker() {
        return transport.getWorker();
    }
}
