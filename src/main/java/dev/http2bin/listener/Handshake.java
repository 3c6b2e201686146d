package dev.http2bin.listener;

import dev.http2bin.ledger.WireListener;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import javax.net.ssl.SSLEngine;
import org.xnio.ChannelListener;
import org.xnio.ssl.SslConnection;

/** Tells once how a connection's TLS handshake ended; renegotiation and key updates are none of its affair. */
final class Handshake {
    private final SSLEngine engine;
    private final WireListener listener;
    private boolean told;

    private Handshake(SSLEngine engine, WireListener listener) {
        this.engine = engine;
        this.listener = listener;
    }

    /** Called before the first octet is read. */
    static void watch(SslConnection connection, WireListener listener) {
        Handshake handshake = new Handshake(UndertowXnioSsl.getSslEngine(connection), listener);
        ChannelListener<SslConnection> completed = tls -> handshake.completed();
        connection.getHandshakeSetter().set(completed);
        connection.setCloseListener(tls -> handshake.closed());
    }

    private void completed() {
        if (!told) {
            told = true;
            listener.handshakeCompleted(engine.getSession().getProtocol(), engine.getApplicationProtocol());
        }
    }

    private void closed() {
        if (!told) {
            told = true;
            listener.handshakeFailed();
        }
    }
}
