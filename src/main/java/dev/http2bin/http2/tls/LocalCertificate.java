package dev.http2bin.http2.tls;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the local CA and its certificate for localhost. What is there is kept; what is missing is made where
 * that loses nothing, and a certificate of the local CA is renewed for its own key in good time.
 *
 * <p>The order of the writes makes every interruption repairable: a certificate is written before its key, so a
 * {@code server.pem} of our CA without a key is one that nobody ever used.
 */
final class LocalCertificate {

    static final String CA = "ca.pem";
    static final String CA_KEY = "ca-key.pem";
    static final String SERVER = "server.pem";
    static final String SERVER_KEY = "server-key.pem";

    private static final Logger log = LoggerFactory.getLogger(LocalCertificate.class);

    /** How long before its end a certificate is renewed. */
    private static final Duration RENEWAL = Duration.ofDays(14);

    /** A file lock keeps other processes out, but not other threads of this one. */
    private static final Object ONE_THREAD = new Object();

    private final Path directory;
    private final Clock clock;
    private final TlsProvider provider;
    private final PemFile ca;
    private final PemFile caKey;
    private final PemFile server;
    private final PemFile serverKey;

    /** @param provider who finds out whether a key and a certificate belong together */
    LocalCertificate(Path directory, Clock clock, TlsProvider provider) {
        this.directory = directory;
        this.clock = clock;
        this.provider = provider;
        this.ca = new PemFile(directory.resolve(CA));
        this.caKey = new PemFile(directory.resolve(CA_KEY));
        this.server = new PemFile(directory.resolve(SERVER));
        this.serverKey = new PemFile(directory.resolve(SERVER_KEY));
    }

    /**
     * Sees to it that the folder holds a certificate and its key.
     *
     * @throws BrokenCertificateException if it does not and mending it could lose something
     */
    void provide() {
        if (isComplete()) {
            return; // without a lock, so a read-only folder will do
        }
        try {
            Files.createDirectories(directory);
            synchronized (ONE_THREAD) {
                try (FileChannel channel = FileChannel.open(
                                directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    mend();
                }
            }
        } catch (IOException e) {
            throw new BrokenCertificateException(
                    "The folder %s for the local certificate cannot be written: %s".formatted(directory, e),
                    "Make it writable, name another one with http2bin.tls.local.directory, or bring your own"
                            + " certificate with server.ssl.*.",
                    e);
        }
    }

    private boolean isComplete() {
        try {
            return server.exists() && serverKey.exists() && isPair() && !isDue(server.certificate());
        } catch (BrokenCertificateException e) {
            return false; // looked at again under the lock
        }
    }

    private void mend() throws IOException {
        if (!server.exists()) {
            if (serverKey.exists()) {
                throw broken(
                        "%s is there, but its certificate %s is missing.".formatted(serverKey, server),
                        "Put the certificate back, or delete the key: the next start then makes a new pair.");
            }
            issue(ca.exists() || caKey.exists() ? authority() : newAuthority());
        } else if (!serverKey.exists()) {
            if (!isOurs(server.certificate())) {
                throw broken(
                        "%s is there, but its key %s is missing.".formatted(server, serverKey),
                        "Put the key back, or delete the certificate: the next start then makes a new pair.");
            }
            issue(authority());
        } else if (!isPair()) {
            throw broken(
                    "The key in %s does not belong to the certificate in %s.".formatted(serverKey, server),
                    "Put the right one back, or delete both: the next start then makes a new pair.");
        } else if (isDue(server.certificate())) {
            renew(server.certificate());
        }
    }

    private LocalAuthority newAuthority() throws IOException {
        LocalAuthority authority = LocalAuthority.create(clock.instant());
        caKey.write(authority.key());
        ca.write(authority.certificate());
        log.info("Made a local CA for localhost alone; a client trusts it with: curl --cacert {}", ca);
        return authority;
    }

    private void issue(LocalAuthority authority) throws IOException {
        KeyPair pair = LocalAuthority.newKeyPair();
        server.write(authority.issue(pair.getPublic(), clock.instant()));
        serverKey.write(pair.getPrivate());
    }

    private void renew(X509Certificate old) throws IOException {
        Instant end = old.getNotAfter().toInstant();
        if (!caKey.exists() && clock.instant().isBefore(end)) {
            log.warn("{} ends on {} and cannot be renewed without {}", server, end, caKey);
            return;
        }
        server.write(authority().issue(old.getPublicKey(), clock.instant()));
        log.info("Renewed {}, which ended or would have ended on {}", server, end);
    }

    private LocalAuthority authority() {
        if (!ca.exists() || !caKey.exists()) {
            throw broken(
                    "%s is missing, so the local CA cannot issue a certificate.".formatted(ca.exists() ? caKey : ca),
                    "Put it back, or delete %s: the next start then makes a new CA, to be trusted anew."
                            .formatted(ca.exists() ? ca : caKey));
        }
        LocalAuthority authority = new LocalAuthority(ca.certificate(), caKey.key());
        if (!KeyMatch.matches(authority.key(), authority.certificate(), provider)) {
            throw broken(
                    "The key in %s does not belong to the CA in %s.".formatted(caKey, ca),
                    "Put the right one back, or delete both: the next start then makes a new CA, to be trusted anew.");
        }
        Instant end = authority.certificate().getNotAfter().toInstant();
        if (!clock.instant().isBefore(end)) {
            throw broken(
                    "The local CA in %s ended on %s.".formatted(ca, end),
                    "Delete the .pem files in %s: the next start then makes a new CA, to be trusted anew."
                            .formatted(directory));
        }
        return authority;
    }

    private boolean isPair() {
        PrivateKey key = serverKey.key();
        return KeyMatch.matches(key, server.certificate(), provider);
    }

    /** A certificate that someone else issued is not ours to renew. */
    private boolean isDue(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        return !clock.instant().isBefore(end.minus(RENEWAL)) && isOurs(certificate);
    }

    private boolean isOurs(X509Certificate certificate) {
        if (!ca.exists()) {
            return false;
        }
        try {
            certificate.verify(ca.certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static BrokenCertificateException broken(String problem, String action) {
        return new BrokenCertificateException(problem, action, null);
    }
}
