package dev.http2bin.http2.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;

/**
 * The TLS side of one server name: which certificate new connections get, and how. A certificate that changed on disk
 * replaces the old one for new connections; a broken one never does.
 *
 * <p>A name of its own (SNI) is a context of its own: {@code new TlsContext(Ssl.forBundle(name), bundles, interval, provider)}.
 */
public final class TlsContext implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TlsContext.class);

    private final CertificateFiles files;
    private final Ssl.ClientAuth clientAuth;
    private final TlsProvider provider;
    private final List<Consumer<SSLContext>> listeners = new CopyOnWriteArrayList<>();
    private final @Nullable CertificateWatch watch;
    private volatile ServerCertificate certificate;
    private volatile boolean closed;

    /**
     * What {@code server.ssl.*} says.
     *
     * @param ssl names a bundle, or files that are looked at for changes
     * @param bundles where the bundle is; its own {@code reload-on-update} tells of changes
     * @param reloadInterval how often files without a bundle are looked at
     * @param provider who encrypts
     * @throws BrokenCertificateException if the certificate cannot be used
     * @throws org.springframework.boot.ssl.NoSuchSslBundleException if there is no bundle of that name
     */
    public TlsContext(Ssl ssl, @Nullable SslBundles bundles, Duration reloadInterval, TlsProvider provider) {
        this.provider = provider;
        files = CertificateFiles.of(ssl);
        clientAuth = ssl.getClientAuth() == null ? Ssl.ClientAuth.NONE : ssl.getClientAuth();
        Supplier<SslBundle> source = () -> WebServerSslBundle.get(ssl, bundles);
        if (ssl.getBundle() != null && bundles != null) {
            watch = null;
            // First the handler, then the bundle: an update in between is seen at least once.
            bundles.addBundleUpdateHandler(ssl.getBundle(), this::update);
            certificate = ServerCertificate.load(source, files, provider, clientAuth);
        } else {
            watch = new CertificateWatch(files.paths());
            certificate = ServerCertificate.load(source, files, provider, clientAuth);
            watch.start(
                    reloadInterval, () -> use(ServerCertificate.load(source, files, provider, clientAuth)), this::warn);
        }
        log.info("TLS by {}", certificate.context().getProvider().getName());
    }

    /**
     * A bundle that never changes.
     *
     * @throws BrokenCertificateException if its certificate cannot be used
     */
    public TlsContext(SslBundle bundle, Ssl.ClientAuth clientAuth) {
        this.files = new CertificateFiles("The SSL bundle", List.of());
        this.clientAuth = clientAuth;
        this.watch = null;
        this.provider = TlsProvider.AUTO;
        this.certificate = ServerCertificate.load(() -> bundle, files, provider, clientAuth);
    }

    /** What a connection that opens now uses. */
    public SSLContext current() {
        return certificate.context();
    }

    /** The listener gets each later context, on the thread that saw the change; it must not block. */
    public void onChange(Consumer<SSLContext> listener) {
        listeners.add(listener);
    }

    /** Sets on a new connection's engine what the context cannot. */
    public void configure(SSLEngine engine) {
        if (Conscrypt.isConscrypt(engine)) {
            Conscrypt.setUseSessionTickets(engine, true); // else no session of TLS 1.3 could be resumed
        }
    }

    /** Whether a client has to show a certificate. */
    public Ssl.ClientAuth clientAuth() {
        return clientAuth;
    }

    /** The cipher suites to enable; empty leaves them to the provider. */
    public List<String> ciphers() {
        return certificate.ciphers();
    }

    /** The TLS versions to enable. */
    public List<String> protocols() {
        return certificate.protocols();
    }

    /** When the current certificate ends. */
    public Instant notAfter() {
        return certificate.leaf().getNotAfter().toInstant();
    }

    /** Stops looking for changes; what is current stays so. */
    @Override
    public void close() {
        closed = true;
        if (watch != null) {
            watch.close();
        }
    }

    private void update(SslBundle bundle) {
        try {
            use(ServerCertificate.load(() -> bundle, files, provider, clientAuth));
        } catch (BrokenCertificateException e) {
            warn(e);
        }
    }

    private void use(ServerCertificate changed) {
        if (closed) {
            return;
        }
        certificate = changed;
        log.info("New connections use the changed certificate, which ends on {}", notAfter());
        listeners.forEach(listener -> listener.accept(changed.context()));
    }

    private void warn(BrokenCertificateException e) {
        log.warn("{} The certificate before it stays in use, until {}. {}", e.getMessage(), notAfter(), e.action());
    }
}
