package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.LimitLog;
import dev.http2bin.http2.gate.MemoryBound;
import dev.http2bin.http2.http1.Answers;
import dev.http2bin.http2.http1.ClearText;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.tls.TlsContext;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Ssl;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.SslClientAuthMode;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.ssl.SslConnection;

/** Binds the ports as {@code server.*} and {@code http2bin.*} say. */
final class PortBinder {
    /** One TLS record of plaintext, so that a full buffer is a full record. */
    private static final int BUFFER_SIZE = 16_384;

    /** One TLS record as it is on the wire, with its header, padding and checksum. */
    private static final int RECORD_SIZE = 17 * 1024;

    private static final int BUFFERS_PER_THREAD = 12;

    /** One connection holds at most a quarter of the workers. */
    private static final int FAIR_SHARE = 4;

    /** Larger than any request's header block in the plain form that the gate hands to Undertow. */
    private static final int UNDERTOW_MAX_FRAME_SIZE = 1 << 20;

    private final ListenerSettings settings;
    private final TlsContext tls;
    private final Ledger ledger;
    private final Workers workers;
    private final BufferCount buffers;
    private final MemoryBound memory;
    private final Admission admission;
    private final Answers answers;
    private final @Nullable InetAddress address;
    private final int port;

    /** @param address null for all addresses */
    PortBinder(
            ListenerSettings settings,
            TlsContext tls,
            Ledger ledger,
            Workers workers,
            BufferCount buffers,
            MemoryBound memory,
            Answers answers,
            @Nullable InetAddress address,
            int port) {
        this.settings = settings;
        this.tls = tls;
        this.ledger = ledger;
        this.workers = workers;
        this.buffers = buffers;
        this.memory = memory;
        int most = settings.limits().maxConnections();
        this.admission = new Admission(
                most > 0 ? most : memory.mostConnections(),
                settings.limits().maxConnectionsPerAddress(),
                settings.listener().trustedProxies(),
                ledger.listener());
        this.answers = answers;
        this.address = address;
        this.port = port;
    }

    /** Binds the ports and serves what they accept with a handler. */
    Sockets bind(HttpHandler handler) throws IOException {
        Xnio xnio = Xnio.getInstance(PortBinder.class.getClassLoader());
        XnioWorker worker = xnio.createWorkerBuilder()
                .populateFromOptions(workerOptions())
                .setExternalExecutorService(workers.threads())
                .build();
        try {
            return bind(handler, xnio, worker);
        } catch (IOException | RuntimeException e) {
            worker.shutdownNow();
            throw e;
        }
    }

    /** When the certificate ends that new connections get. */
    Instant certificateEnd() {
        return tls.notAfter();
    }

    /** The sockets are closed: stops looking for changed certificates. */
    void close() {
        tls.close();
    }

    private Sockets bind(HttpHandler handler, Xnio xnio, XnioWorker worker) throws IOException {
        CountedBuffers pool = new CountedBuffers(
                new DefaultByteBufferPool(true, BUFFER_SIZE, -1, BUFFERS_PER_THREAD), buffers, memory);
        CountedBuffers records = new CountedBuffers(
                new DefaultByteBufferPool(true, RECORD_SIZE, -1, BUFFERS_PER_THREAD), buffers, memory);
        Http1Opener http1 = new Http1Opener(settings, ledger.listener(), answers, pool, handler);
        Http2Opener http2 = new Http2Opener(
                ledger,
                settings.http2(),
                settings.limits(),
                memory,
                pool,
                http2Options(Http1Opener.options(settings)),
                handler,
                Math.max(1, workers.max() / FAIR_SHARE));
        UndertowXnioSsl ssl = new UndertowXnioSsl(xnio, OptionMap.EMPTY, records, tls.current());
        tls.onChange(ssl::updateSSLContext);

        List<Port> bound = new ArrayList<>();
        try {
            Port main = tlsPort(worker, ssl, port, "server.port", Alpn.H2_AND_HTTP1, pool, http1, http2);
            bound.add(main);
            int twin = settings.listener().http1Port();
            Port http1Port = twin < 0
                    ? null
                    : tlsPort(worker, ssl, twin, "http2bin.listener.http1-port", Alpn.HTTP1_ONLY, pool, http1, http2);
            if (http1Port != null) {
                bound.add(http1Port);
            }
            Port h2cPort = settings.listener().h2cPort() < 0 ? null : clearPort(worker, pool, http1, http2);
            return new Sockets(worker, main, "https: h2, http/1.1", http1Port, h2cPort, http1::closeConnections);
        } catch (IOException | RuntimeException e) {
            bound.forEach(Port::close);
            throw e;
        }
    }

    private Port tlsPort(
            XnioWorker worker,
            UndertowXnioSsl ssl,
            int number,
            String property,
            Alpn alpn,
            ByteBufferPool pool,
            Opener http1,
            Opener http2)
            throws IOException {
        InetSocketAddress local =
                address == null ? new InetSocketAddress(number) : new InetSocketAddress(address, number);
        LimitLog log = new LimitLog();
        OptionMap tlsOptions = tlsOptions();
        return Port.bind(worker, local, property, socketOptions(), admission, (connection, ticket) -> {
            ClearText clear = ClearText.answer(connection, pool, answers);
            SslConnection secured = ssl.wrapExistingConnection(connection, tlsOptions, false);
            SSLEngine engine = UndertowXnioSsl.getSslEngine(secured);
            tls.configure(engine);
            alpn.configure(engine);
            TlsOpening opening = new TlsOpening(secured, settings.limits(), ledger.listener(), log, pool, http1, http2);
            clear.beneath(secured, opening::inClear);
            opening.begin();
        });
    }

    private Port clearPort(XnioWorker worker, ByteBufferPool pool, Opener http1, Opener http2) throws IOException {
        ListenerProperties properties = settings.listener();
        InetSocketAddress local = new InetSocketAddress(properties.h2cAddress(), properties.h2cPort());
        LimitLog log = new LimitLog();
        return Port.bind(
                worker,
                local,
                "http2bin.listener.h2c-port",
                socketOptions(),
                admission,
                (connection, ticket) -> new ClearOpening(
                                connection, ticket, settings.limits(), ledger.listener(), log, pool, http1, http2)
                        .begin());
    }

    private OptionMap workerOptions() {
        return OptionMap.builder()
                .set(Options.WORKER_NAME, "http2bin")
                .set(Options.WORKER_IO_THREADS, settings.ioThreads())
                .set(Options.CONNECTION_HIGH_WATER, 1_000_000)
                .set(Options.CONNECTION_LOW_WATER, 1_000_000)
                .set(Options.TCP_NODELAY, true)
                .getMap();
    }

    private OptionMap socketOptions() {
        ListenerProperties properties = settings.listener();
        OptionMap.Builder options = OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BALANCING_TOKENS, 1)
                .set(Options.BALANCING_CONNECTIONS, 2)
                .set(Options.BACKLOG, properties.backlog());
        if (properties.sendBuffer().toBytes() > 0) {
            options.set(Options.SEND_BUFFER, (int) properties.sendBuffer().toBytes());
        }
        return options.getMap();
    }

    private OptionMap tlsOptions() {
        OptionMap.Builder options = OptionMap.builder()
                .set(
                        Options.SSL_CLIENT_AUTH_MODE,
                        Ssl.ClientAuth.map(
                                tls.clientAuth(),
                                SslClientAuthMode.NOT_REQUESTED,
                                SslClientAuthMode.REQUESTED,
                                SslClientAuthMode.REQUIRED))
                .set(Options.SSL_ENABLED_PROTOCOLS, Sequence.of(tls.protocols()));
        if (!tls.ciphers().isEmpty()) {
            options.set(Options.SSL_ENABLED_CIPHER_SUITES, Sequence.of(tls.ciphers()));
        }
        return options.getMap();
    }

    /** The gate enforces every limit, and speaks for the connection: Undertow's own stay out of its way. */
    private static OptionMap http2Options(OptionMap http) {
        return OptionMap.builder()
                .addAll(http)
                .set(UndertowOptions.HTTP2_SETTINGS_MAX_FRAME_SIZE, UNDERTOW_MAX_FRAME_SIZE)
                .set(UndertowOptions.HTTP2_SETTINGS_ENABLE_PUSH, false)
                .set(UndertowOptions.ALWAYS_SET_DATE, false) // the gate writes it
                .set(UndertowOptions.MAX_QUEUED_READ_BUFFERS, 0)
                .set(UndertowOptions.QUEUED_FRAMES_HIGH_WATER_MARK, Integer.MAX_VALUE)
                .set(UndertowOptions.MAX_RST_FRAMES_PER_WINDOW, Integer.MAX_VALUE)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, -1)
                .getMap();
    }
}
