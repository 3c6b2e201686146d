package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.LimitLog;
import dev.http2bin.http2.gate.LimitProperties;
import dev.http2bin.http2.ledger.WireListener;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.ssl.SslConnection;

/** Drives a connection's handshake and gives it to who speaks the protocol that was agreed. */
final class TlsOpening {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int CLOSE_NOTIFY = 1024;

    private final SslConnection connection;
    private final ByteBufferPool pool;
    private final Opener http1;
    private final Opener http2;
    private final Handshake handshake;
    private boolean handedOver;

    TlsOpening(
            SslConnection connection,
            LimitProperties limits,
            WireListener listener,
            LimitLog log,
            ByteBufferPool pool,
            Opener http1,
            Opener http2) {
        this.connection = connection;
        this.pool = pool;
        this.http1 = http1;
        this.http2 = http2;
        this.handshake = Handshake.watch(connection, limits, listener, log, this::handshakeDone);
    }

    void begin() {
        releaseAtEnd();
        connection.getSourceChannel().setReadListener(channel -> readable());
        connection.getSourceChannel().wakeupReads();
    }

    /** The client does not speak TLS, and was told so. */
    void inClear() {
        handshake.handedOver();
    }

    /** HTTP/2 begins with the server's SETTINGS, which need not wait for the client's (RFC 9113 §3.4). */
    private void handshakeDone() {
        if (!handedOver && isHttp2() && connection.isOpen()) {
            handOver(Opener.nothing(pool));
        }
    }

    private void readable() {
        PooledByteBuffer pooled = pool.allocate();
        ByteBuffer octets = pooled.getBuffer();
        int n = 0;
        try {
            n = connection.getSourceChannel().read(octets);
        } catch (IOException e) {
            n = -1; // a handshake that failed is the client's affair
        }
        if (n > 0 && !handedOver) {
            octets.flip();
            handOver(pooled);
            return;
        }
        pooled.close();
        if (n < 0) {
            IoUtils.safeClose(connection);
        }
    }

    private void handOver(PooledByteBuffer first) {
        handedOver = true;
        handshake.handedOver();
        connection.getSourceChannel().suspendReads();
        connection.getSourceChannel().setReadListener(null);
        (isHttp2() ? http2 : http1).open(connection, first);
        releaseAtEnd(); // they listen in place of who did
    }

    /** Whoever listens for the connection's end now hears of it first. */
    private void releaseAtEnd() {
        ChannelListener<? super StreamConnection> listener = connection.getCloseListener();
        connection.setCloseListener(closed -> {
            ChannelListeners.invokeChannelListener(closed, listener);
            release();
        });
    }

    /**
     * Takes the engine's last octets, which nobody can be sent any more: BoringSSL's holds memory and two descriptors
     * until it is rid of them.
     */
    private void release() {
        SSLEngine engine = UndertowXnioSsl.getSslEngine(connection);
        ByteBuffer nowhere = ByteBuffer.allocate(CLOSE_NOTIFY);
        try {
            engine.closeOutbound();
            engine.closeInbound();
            while (engine.wrap(NOTHING, nowhere.clear()).bytesProduced() > 0) {
                // each turn takes what there is room for
            }
        } catch (SSLException e) {
            // the JDK's engine, which holds nothing, says that the client left without a word
        }
    }

    private boolean isHttp2() {
        return Alpn.agreed(UndertowXnioSsl.getSslEngine(connection)).equals(Alpn.H2);
    }
}
