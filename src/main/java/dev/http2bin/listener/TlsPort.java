package dev.http2bin.listener;

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
import org.xnio.conduits.ConduitStreamSourceChannel;
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
            WireListener listener,
            Opener http1,
            Opener http2)
            throws IOException {
        ChannelListener<SslConnection> opened = connection -> {
            alpn.configure(UndertowXnioSsl.getSslEngine(connection));
            Handshake.watch(connection, listener);
            ConduitStreamSourceChannel source = connection.getSourceChannel();
            source.setReadListener(channel -> firstRead(connection, pool, http1, http2));
            source.wakeupReads();
        };
        socket = tls.createSslConnectionServer(worker, address, acceptor(opened), options);
        socket.resumeAccepts();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // XNIO's own signatures: a channel of SslConnection is one of these
    private static ChannelListener<AcceptingChannel<SslConnection>> acceptor(ChannelListener<SslConnection> opened) {
        return (ChannelListener) ChannelListeners.openListenerAdapter(opened);
    }

    /** Drives the handshake; the first octets of plaintext show that it is done. */
    private static void firstRead(SslConnection connection, ByteBufferPool pool, Opener http1, Opener http2) {
        PooledByteBuffer octets = pool.allocate();
        boolean handedOver = false;
        try {
            int n = connection.getSourceChannel().read(octets.getBuffer());
            if (n < 0) {
                IoUtils.safeClose(connection);
            } else if (n > 0) {
                octets.getBuffer().flip();
                connection.getSourceChannel().suspendReads();
                connection.getSourceChannel().setReadListener(null);
                String protocol = UndertowXnioSsl.getSslEngine(connection).getApplicationProtocol();
                handedOver = true;
                (Alpn.H2.equals(protocol) ? http2 : http1).open(connection, octets);
            }
        } catch (IOException e) {
            IoUtils.safeClose(connection); // a handshake that failed is the client's affair
        } finally {
            if (!handedOver) {
                octets.close();
            }
        }
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
