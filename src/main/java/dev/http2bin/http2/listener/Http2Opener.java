package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.GateConnection;
import dev.http2bin.http2.gate.Http2Properties;
import dev.http2bin.http2.gate.LimitProperties;
import dev.http2bin.http2.gate.MemoryBound;
import dev.http2bin.http2.gate.MemoryShare;
import dev.http2bin.http2.ledger.ClientCertificate;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.ledger.Peer;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http2.Http2ReceiveListener;
import io.undertow.util.AttachmentKey;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.ssl.SslConnection;

/** Sets up a connection that is to speak HTTP/2: the gate, Undertow's channel behind it, and the handlers behind that. */
final class Http2Opener implements Opener {
    /** What the exchanges of an HTTP/2 connection find on it. */
    static final AttachmentKey<Opened> OPENED = AttachmentKey.create(Opened.class);

    /**
     * What the exchanges of one connection share.
     *
     * @param connection the ledger's
     * @param memory what the connection may hold of the memory for all
     * @param workers the workers that its requests may hold
     * @param turns its I/O thread, for what workers leave to it
     */
    record Opened(Connection connection, MemoryShare memory, Executor workers, Executor turns) {}

    private final Ledger ledger;
    private final Http2Properties properties;
    private final LimitProperties limits;
    private final MemoryBound memory;
    private final CountedBuffers buffers;
    private final OptionMap options;
    private final HttpHandler handler;
    private final int workersEach;

    /**
     * An opener for one port.
     *
     * @param workersEach how many workers the requests of one connection may hold at once
     */
    Http2Opener(
            Ledger ledger,
            Http2Properties properties,
            LimitProperties limits,
            MemoryBound memory,
            CountedBuffers buffers,
            OptionMap options,
            HttpHandler handler,
            int workersEach) {
        this.ledger = ledger;
        this.properties = properties;
        this.limits = limits;
        this.memory = memory;
        this.buffers = buffers;
        this.options = options;
        this.handler = handler;
        this.workersEach = workersEach;
    }

    @Override
    public void open(StreamConnection transport, PooledByteBuffer first) {
        Connection connection = ledger.open(peer(transport), properties.settings(), transport.getIoThread());
        MemoryShare share = memory.open();
        CountedBuffers pool = buffers.of(share);
        GateConnection gate = new GateConnection(transport, first, ledger, connection, properties, limits, share, pool);
        GatedChannel channel = new GatedChannel(gate, pool, options);
        channel.putAttachment(
                OPENED,
                new Opened(
                        connection,
                        share,
                        new FairExecutor(transport.getWorker(), workersEach),
                        new TurnExecutor(transport.getIoThread())));
        channel.getReceiveSetter().set(new Http2ReceiveListener(handler, options, pool.getBufferSize(), null));
        channel.resumeReceives();
    }

    private static Peer peer(StreamConnection transport) {
        String address = Hops.text(transport.getPeerAddress(InetSocketAddress.class));
        if (!(transport instanceof SslConnection tls)) {
            return new Peer(address, null, null, null, null, null);
        }
        SSLEngine engine = UndertowXnioSsl.getSslEngine(tls);
        SSLSession session = engine.getSession();
        return new Peer(
                address,
                session.getProtocol(),
                session.getCipherSuite(),
                Alpn.agreed(engine),
                sni(session),
                certificate(session));
    }

    private static @Nullable ClientCertificate certificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate shown
                    ? ClientCertificate.of(shown)
                    : null;
        } catch (SSLPeerUnverifiedException e) {
            return null; // it was not asked for one, or has none
        }
    }

    private static @Nullable String sni(SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName();
                }
            }
        }
        return null;
    }
}
