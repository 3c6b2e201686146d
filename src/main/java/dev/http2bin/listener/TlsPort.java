package dev.http2bin.listener;

import dev.http2bin.gate.LimitProperties;
import dev.http2bin.ledger.WireListener;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.ssl.SslConnection;

/** One server socket: accepts, lets TLS agree on a protocol, and gives the connection to who speaks it. */
final class TlsPort {
    /** Serves a connection whose protocol is agreed. */
    interface Opener {
        /**
         * Takes the connection over.
         *
         * @param first octets of plaintext that were read already; the opener frees them
         */
        void open(SslConnection connection, PooledByteBuffer first);
    }

    private final AcceptingChannel<SslConnection> socket;

    /**
     * Binds and begins to accept.
     *
     * @throws IOException where the address cannot be bound
     */
    TlsPort(
            XnioWorker worker,
            UndertowXnioSsl tls,
            InetSocketAddress address,
            OptionMap options,
            ByteBufferPool pool,
            Alpn alpn,
            LimitProperties limits,
            WireListener listener,
            Opener http1,
            Opener http2)
            throws IOException {
        ChannelListener<SslConnection> opened = connection -> {
            alpn.configure(UndertowXnioSsl.getSslEngine(connection));
            new Opening(connection, limits, listener, pool, http1, http2).begin();
        };
        socket = tls.createSslConnectionServer(worker, address, acceptor(opened), options);
        socket.resumeAccepts();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // XNIO's own signatures: a channel of SslConnection is one of these
    private static ChannelListener<AcceptingChannel<SslConnection>> acceptor(ChannelListener<SslConnection> opened) {
        return (ChannelListener) ChannelListeners.openListenerAdapter(opened);
    }

    /** The port bound, also where 0 was asked for. */
    int port() {
        return socket.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /** Accepts no more; connections that are open go on. */
    void close() {
        IoUtils.safeClose(socket);
    }
}
