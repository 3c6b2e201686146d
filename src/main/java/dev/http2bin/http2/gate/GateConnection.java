package dev.http2bin.http2.gate;

import dev.http2bin.http2.ledger.CloseReason;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Ledger;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
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
public final class GateConnection extends SslConnection {
    /** How long a client may take to read a last GOAWAY; a socket closed sooner may lose it to a TCP reset. */
    private static final long LINGER_MILLIS = 1_000;

    private final StreamConnection transport;
    private final Ledger ledger;
    private final Connection connection;
    private final ByteBufferPool pool;
    private final MemoryShare memory;
    private final GateSource source;
    private final GateSink sink;
    private final Gate gate;
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
        this.source = new GateSource(this, transport.getSourceChannel(), pool);
        this.sink = new GateSink(this, transport.getSinkChannel(), pool);
        this.memory = memory;
        this.gate = new Gate(connection, properties, limits, memory, this);
        source.first(first);
        setSourceConduit(source);
        setSinkConduit(sink);
        transport.getSourceChannel().setReadListener(channel -> OutOfMemory.haltsAfter(source::readable));
        transport.getSinkChannel().setWriteListener(channel -> OutOfMemory.haltsAfter(sink::writable));
        transport.setCloseListener(channel -> finish(CloseReason.IO_ERROR));
        memory.whenOverdrawn(() -> soon(gate.deadlines()::shedOverdraft));
        gate.begin();
    }

    Gate gate() {
        return gate;
    }

    GateSource source() {
        return source;
    }

    GateSink sink() {
        return sink;
    }

    /** The connection as the ledger knows it. */
    public Connection connection() {
        return connection;
    }

    /** Ends the connection once the octets that wait have left; the first reason stays. */
    void leave(CloseReason why) {
        if (reason == null) {
            reason = why;
            memory.ends();
            lingering = finishLater(why);
            source.end();
        }
        sink.flushSoon();
    }

    private XnioExecutor.@Nullable Key finishLater(CloseReason why) {
        try {
            return getIoThread().executeAfter(() -> finish(why), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return null; // the I/O thread stops, and closes the transport when it has
        }
    }

    /** Whether the transport is gone. */
    boolean finished() {
        return finished;
    }

    /** Whether the connection ends as soon as the octets that wait have left. */
    boolean leaving() {
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
            gate.gone();
            ledger.close(connection, reason == null ? why : reason);
            memory.close();
            source.end();
            soon(() -> IoUtils.safeClose(this)); // once Undertow has read the end, and told its streams
        }
    }

    void onIoThread(Runnable task) {
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

    /** Runs a task at the end of this turn of the I/O thread, or now where the thread stops and there is no other turn. */
    void soon(Runnable task) {
        try {
            getIoThread().execute(() -> OutOfMemory.haltsAfter(task));
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** Undertow gives up a stream; any thread may call this. */
    public void resetStream(int streamId, long code) {
        soon(() -> gate.undertowResets(streamId, code));
    }

    void sourceClosed() {
        readClosed();
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
