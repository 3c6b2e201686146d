package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.LimitLog;
import dev.http2bin.http2.gate.LimitProperties;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.WireListener;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.ssl.SslConnection;

/**
 * A connection from its accept to its first use: tells once how its TLS handshake ended, and closes it where that or what
 * follows takes too long. Renegotiation and key updates are none of its affair.
 */
final class Handshake {
    private final SslConnection connection;
    private final SSLEngine engine;
    private final LimitProperties limits;
    private final WireListener listener;
    private final LimitLog log;
    private XnioExecutor.Key deadline;
    private boolean told;

    private Handshake(SslConnection connection, LimitProperties limits, WireListener listener, LimitLog log) {
        this.connection = connection;
        this.engine = UndertowXnioSsl.getSslEngine(connection);
        this.limits = limits;
        this.listener = listener;
        this.log = log;
        this.deadline = after(limits.handshakeTimeout(), this::late);
    }

    /**
     * Called before the first octet is read.
     *
     * @param completed called on the I/O thread once the handshake is done, outside of it
     */
    static Handshake watch(
            SslConnection connection, LimitProperties limits, WireListener listener, LimitLog log, Runnable completed) {
        Handshake handshake = new Handshake(connection, limits, listener, log);
        ChannelListener<SslConnection> done = tls -> {
            handshake.completed();
            tls.getIoThread().execute(completed);
        };
        connection.getHandshakeSetter().set(done);
        connection.setCloseListener(tls -> handshake.closed());
        return handshake;
    }

    /** There is no handshake to wait for any more: whoever serves the connection has deadlines of its own. */
    void handedOver() {
        deadline.remove();
    }

    private void completed() {
        if (!told) {
            told = true;
            listener.handshakeCompleted(engine.getSession().getProtocol(), Alpn.agreed(engine));
            deadline.remove();
            deadline = after(limits.idleTimeout(), () -> IoUtils.safeClose(connection));
        }
    }

    private void closed() {
        deadline.remove();
        if (!told) {
            told = true;
            listener.handshakeFailed();
        }
    }

    private void late() {
        listener.limitExceeded(Limit.HANDSHAKE_TIMEOUT);
        log.exceeded(
                () -> "A handshake from " + Hops.text(connection.getPeerAddress(InetSocketAddress.class)),
                Limit.HANDSHAKE_TIMEOUT);
        IoUtils.safeClose(connection);
    }

    private XnioExecutor.Key after(Duration time, Runnable task) {
        return connection.getIoThread().executeAfter(task, time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
