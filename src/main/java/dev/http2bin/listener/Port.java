package dev.http2bin.listener;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.ssl.SslConnection;
import org.xnio.ssl.XnioSsl;

/** A server socket that accepts. */
final class Port {
    private final AcceptingChannel<? extends StreamConnection> socket;

    private Port(AcceptingChannel<? extends StreamConnection> socket) {
        this.socket = socket;
        socket.resumeAccepts();
    }

    /**
     * One with TLS.
     *
     * @param accepted gets each connection on its I/O thread, before its handshake
     * @throws IOException where the address cannot be bound
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // XNIO's own signatures: a channel of SslConnection is one of these
    static Port tls(
            XnioWorker worker,
            XnioSsl tls,
            InetSocketAddress address,
            OptionMap options,
            Consumer<SslConnection> accepted)
            throws IOException {
        ChannelListener<SslConnection> listener = accepted::accept;
        return new Port(tls.createSslConnectionServer(
                worker, address, (ChannelListener) ChannelListeners.openListenerAdapter(listener), options));
    }

    /**
     * One in clear.
     *
     * @param accepted gets each connection on its I/O thread
     * @throws IOException where the address cannot be bound
     */
    static Port clear(
            XnioWorker worker, InetSocketAddress address, OptionMap options, Consumer<StreamConnection> accepted)
            throws IOException {
        ChannelListener<StreamConnection> listener = accepted::accept;
        return new Port(
                worker.createStreamConnectionServer(address, ChannelListeners.openListenerAdapter(listener), options));
    }

    /** The port bound, also where 0 was asked for. */
    int number() {
        return socket.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /** Accepts no more; connections that are open go on. */
    void close() {
        IoUtils.safeClose(socket);
    }
}
