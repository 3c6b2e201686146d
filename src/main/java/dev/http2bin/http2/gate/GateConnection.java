package dev.http2bin.http2.gate;

import dev.http2bin.http2.ledger.CloseReason;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Ledger;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.Option;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.ssl.SslConnection;

/**
 * The connection Undertow is given in place of its transport, TLS or in clear. It reads and writes through the gate, and when
 * Undertow closes it, what the gate still has to say reaches the client before the transport closes.
 */
public final class GateConnection extends SslConnection implements Transport {
    /** How long a client may take to read a last GOAWAY; a socket closed sooner may lose it to a TCP reset. */
    private static final long LINGER_MILLIS = 1_000;

    private final StreamConnection transport;
    private final Ledger ledger;
    private final Connection connection;
    private final ByteBufferPool pool;
    private final MemoryShare memory;
    private final Http2Connection http2;
    private final GateSource source;
    private final GateSink sink;
    private @Nullable CloseReason reason;
    private XnioExecutor.@Nullable Key lingering;
    private boolean finished;

    /**
     * Puts a gate before a connection that is to speak HTTP/2.
     *
     * @param first octets that were read already; the gate frees them
     * @param memory what the connection may hold; closed with the connection
     */
    public GateConnection(
            StreamConnection transport,
            PooledByteBuffer first,
            Ledger ledger,
            Connection connection,
            Http2Properties properties,
            LimitProperties limits,
            MemoryShare memory,
            ByteBufferPool pool) {
        super(transport.getIoThread());
        this.transport = transport;
        this.ledger = ledger;
        this.connection = connection;
        this.pool = pool;
        this.memory = memory;
        this.http2 = new Http2Connection(connection, properties, limits, memory, this);
        this.sink = new GateSink(http2, this, transport.getSinkChannel(), pool);
        this.source = new GateSource(http2, this, sink, transport.getSourceChannel(), pool, this::readClosed);
        source.first(first);
        setSourceConduit(source);
        setSinkConduit(sink);
        transport.getSourceChannel().setReadListener(channel -> OutOfMemory.haltsAfter(source::readable));
        transport.getSinkChannel().setWriteListener(channel -> OutOfMemory.haltsAfter(sink::writable));
        transport.setCloseListener(channel -> finish(CloseReason.IO_ERROR));
        http2.begin();
    }

    /** The connection as the ledger knows it. */
    public Connection connection() {
        return connection;
    }

    @Override
    public void flushSoon() {
        sink.flushSoon();
    }

    @Override
    public void readSoon() {
        source.wakeup();
    }

    @Override
    public int buffered() {
        return sink.buffered();
    }

    @Override
    public boolean blocked() {
        return sink.isBlocked();
    }

    @Override
    public long waitedInAll(long now) {
        return sink.waitedInAll(now);
    }

    @Override
    public long taken() {
        return sink.taken();
    }

    @Override
    public boolean inputEnded() {
        return source.ended();
    }

    @Override
    public void leave(CloseReason why) {
        if (reason == null) {
            reason = why;
            memory.ends();
            lingering = finishLater(why);
            source.end();
        }
        sink.flushSoon();
    }

    @Override
    public void abandon() {
        finish(CloseReason.LIMIT);
    }

    private XnioExecutor.@Nullable Key finishLater(CloseReason why) {
        try {
            return getIoThread().executeAfter(() -> finish(why), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return null; // the I/O thread stops, and closes the transport when it has
        }
    }

    @Override
    public boolean finished() {
        return finished;
    }

    @Override
    public boolean leaving() {
        return reason != null;
    }

    /** Whether what Undertow writes from now on is not to leave, not even the rest of a frame. */
    boolean cut() {
        return reason == CloseReason.FAULT;
    }

    /** All that was written has left. */
    void drained() throws IOException {
        if (reason != null && !finished) {
            ConduitStreamSinkChannel out = transport.getSinkChannel();
            out.shutdownWrites();
            if (!out.flush()) {
                out.setWriteListener(channel -> flush(channel));
                out.resumeWrites();
            }
            transport.getSourceChannel().setReadListener(channel -> discard());
            transport.getSourceChannel().wakeupReads();
        }
    }

    private void flush(ConduitStreamSinkChannel out) {
        try {
            if (out.flush()) {
                out.suspendWrites();
            }
        } catch (IOException e) {
            broken();
        }
    }

    /** Reads what the client still sends, so that closing the socket does not reset it, until the client closes. */
    private void discard() {
        try (PooledByteBuffer buffer = pool.allocate()) {
            ByteBuffer octets = buffer.getBuffer();
            int n;
            do {
                octets.clear();
                n = transport.getSourceChannel().read(octets);
            } while (n > 0);
            if (n < 0) {
                finish(CloseReason.CLIENT);
            }
        } catch (IOException e) {
            finish(CloseReason.CLIENT);
        }
    }

    /** The transport does not take octets any more. */
    void broken() {
        source.end();
        finish(CloseReason.IO_ERROR);
    }

    private void finish(CloseReason why) {
        if (!finished) {
            finished = true;
            if (lingering != null) {
                lingering.remove();
            }
            sink.release();
            IoUtils.safeClose(transport);
            http2.gone();
            ledger.close(connection, reason == null ? why : reason);
            memory.close();
            source.end();
            soon(() -> IoUtils.safeClose(this)); // once Undertow has read the end, and told its streams
        }
    }

    @Override
    public void onIoThread(Runnable task) {
        if (Thread.currentThread() == getIoThread()) {
            task.run();
            return;
        }
        try {
            getIoThread().execute(task);
        } catch (RejectedExecutionException e) {
            task.run(); // the I/O thread has stopped, so nobody else touches this connection
        }
    }

    @Override
    public void soon(Runnable task) {
        try {
            getIoThread().execute(() -> OutOfMemory.haltsAfter(task));
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    @Override
    public XnioExecutor.Key after(Duration time, Runnable task) {
        return getIoThread().executeAfter(task, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Undertow gives up a stream; any thread may call this. */
    public void resetStream(int streamId, long code) {
        soon(() -> http2.undertowReset(streamId, code));
    }

    void sinkClosed() {
        writeClosed();
    }

    @Override
    protected void closeAction() {
        onIoThread(() -> {
            if (!finished) {
                leave(CloseReason.CLIENT);
            }
        });
    }

    /** The handshake was over before the gate began, and there is no other (RFC 9113 §9.2.1). */
    @Override
    public void startHandshake() {
        throw new UnsupportedOperationException("no renegotiation over HTTP/2");
    }

    /** Null where the transport is in clear. */
    @Override
    public @Nullable SSLSession getSslSession() {
        return transport instanceof SslConnection tls ? tls.getSslSession() : null;
    }

    @Override
    public ChannelListener.Setter<? extends SslConnection> getHandshakeSetter() {
        return new ChannelListener.SimpleSetter<>();
    }

    @Override
    public SocketAddress getPeerAddress() {
        return transport.getPeerAddress();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return transport.getLocalAddress();
    }

    @Override
    public boolean supportsOption(Option<?> option) {
        return transport.supportsOption(option);
    }

    @Override
    public <T> T getOption(Option<T> option) throws IOException {
        return transport.getOption(option);
    }

    @Override
    public <T> T setOption(Option<T> option, T value) throws IOException {
        return transport.setOption(option, value);
    }
}
