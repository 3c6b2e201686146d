package dev.http2bin.http2.tls;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.web.server.Ssl;

/**
 * A bundle whose certificates were found good: readable, within their time, each with its own key.
 *
 * @param context serves it
 * @param leaf the server's certificate; of several the one that ends first
 * @param ciphers the suites that the bundle allows; empty leaves them to the provider
 * @param protocols the TLS versions that the bundle allows
 */
record ServerCertificate(SSLContext context, X509Certificate leaf, List<String> ciphers, List<String> protocols) {
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    /** @throws BrokenCertificateException if anything about it is not good */
    static ServerCertificate load(
            Supplier<SslBundle> source, CertificateFiles files, TlsProvider provider, Ssl.ClientAuth clientAuth) {
        try {
            SslBundle bundle = source.get();
            List<X509Certificate> leaves = good(bundle, files, provider);
            return new ServerCertificate(
                    provider.context(bundle, leaves, clientAuth),
                    Collections.min(leaves, Comparator.comparing(X509Certificate::getNotAfter)),
                    listOr(List.of(), bundle.getOptions().getCiphers()),
                    listOr(VERSIONS, bundle.getOptions().getEnabledProtocols()));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw files.explain(e);
        }
    }

    /**
     * Looks at everything, but sets no context up.
     *
     * @throws BrokenCertificateException if anything about it is not good
     */
    static void check(Supplier<SslBundle> source, CertificateFiles files, TlsProvider provider) {
        try {
            SslBundle bundle = source.get();
            good(bundle, files, provider);
            bundle.getStores().getTrustStore();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw files.explain(e);
        }
    }

    private static List<X509Certificate> good(SslBundle bundle, CertificateFiles files, TlsProvider provider)
            throws GeneralSecurityException {
        List<X509Certificate> leaves = leaves(bundle, files, provider);
        if (leaves.isEmpty()) {
            throw new BrokenCertificateException(
                    "%s names no certificate with a private key.".formatted(files.origin()),
                    "Name both: a certificate and its private-key as PEM, or a PKCS#12 key store that holds both.",
                    null);
        }
        Instant now = Instant.now();
        leaves.forEach(leaf -> checkTime(leaf, now, files));
        return leaves;
    }

    private static List<X509Certificate> leaves(SslBundle bundle, CertificateFiles files, TlsProvider provider)
            throws GeneralSecurityException {
        List<X509Certificate> leaves = new ArrayList<>();
        KeyStore store = bundle.getStores().getKeyStore();
        if (store == null) {
            return leaves;
        }
        bundle.getKey().assertContainsAlias(store);
        String only = bundle.getKey().getAlias();
        char[] password = password(bundle);
        for (String alias : only == null ? Collections.list(store.aliases()) : List.of(only)) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate leaf) {
                Key key = store.getKey(alias, password);
                if (key instanceof PrivateKey privateKey && !KeyMatch.matches(privateKey, leaf, provider)) {
                    throw new BrokenCertificateException(
                            "%s does not belong to the certificate of %s."
                                    .formatted(files.key(), leaf.getSubjectX500Principal()),
                            "Put the key and the certificate there that were made together.",
                            null);
                }
                leaves.add(leaf);
            }
        }
        return leaves;
    }

    private static char @Nullable [] password(SslBundle bundle) {
        String password = bundle.getKey().getPassword();
        if (password == null) {
            password = bundle.getStores().getKeyStorePassword();
        }
        return password == null ? null : password.toCharArray();
    }

    private static void checkTime(X509Certificate leaf, Instant now, CertificateFiles files) {
        Instant start = leaf.getNotBefore().toInstant();
        Instant end = leaf.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            throw new BrokenCertificateException(
                    "%s for %s expired on %s.".formatted(files.certificate(), leaf.getSubjectX500Principal(), end),
                    "Put a new one there.",
                    null);
        }
        if (now.isBefore(start)) {
            throw new BrokenCertificateException(
                    "%s for %s is not valid before %s."
                            .formatted(files.certificate(), leaf.getSubjectX500Principal(), start),
                    "Wait until then, put another one there, or set this machine's clock right.",
                    null);
        }
    }

    private static List<String> listOr(List<String> unset, String @Nullable [] values) {
        return values == null ? unset : List.of(values);
    }
}
