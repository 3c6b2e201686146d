package dev.http2bin.http2.tls;

import dev.http2bin.http2.tls.CertificateSetting.Form;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ssl.JksSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.web.server.Ssl;

/**
 * Where a server certificate comes from, to name the right file when it is broken and to see when it changed.
 *
 * @param origin what the files belong to, such as {@code server.ssl}
 * @param settings the properties that name them, the server's own certificate or key store first
 */
record CertificateFiles(String origin, List<CertificateSetting> settings) {

    static CertificateFiles of(Ssl ssl) {
        if (ssl.getBundle() != null) {
            return new CertificateFiles("SSL bundle '%s'".formatted(ssl.getBundle()), List.of());
        }
        return new CertificateFiles(
                "server.ssl",
                present(
                        pem("server.ssl.certificate", ssl.getCertificate(), Form.CERTIFICATE, null),
                        pem("server.ssl.certificate-private-key", ssl.getCertificatePrivateKey(), Form.KEY, null),
                        store(
                                "server.ssl.key-store",
                                ssl.getKeyStore(),
                                ssl.getKeyStorePassword(),
                                ssl.getKeyStoreType()),
                        pem("server.ssl.trust-certificate", ssl.getTrustCertificate(), Form.CERTIFICATE, null),
                        store(
                                "server.ssl.trust-store",
                                ssl.getTrustStore(),
                                ssl.getTrustStorePassword(),
                                ssl.getTrustStoreType())));
    }

    static CertificateFiles of(String bundle, PemSslBundleProperties properties) {
        String prefix = "spring.ssl.bundle.pem.%s.".formatted(bundle);
        PemSslBundleProperties.Store key = properties.getKeystore();
        PemSslBundleProperties.Store trust = properties.getTruststore();
        return new CertificateFiles(
                "SSL bundle '%s'".formatted(bundle),
                present(
                        pem(prefix + "keystore.certificate", key.getCertificate(), Form.CERTIFICATE, null),
                        pem(
                                prefix + "keystore.private-key",
                                key.getPrivateKey(),
                                Form.KEY,
                                key.getPrivateKeyPassword()),
                        pem(prefix + "truststore.certificate", trust.getCertificate(), Form.CERTIFICATE, null)));
    }

    static CertificateFiles of(String bundle, JksSslBundleProperties properties) {
        String prefix = "spring.ssl.bundle.jks.%s.".formatted(bundle);
        JksSslBundleProperties.Store key = properties.getKeystore();
        JksSslBundleProperties.Store trust = properties.getTruststore();
        return new CertificateFiles(
                "SSL bundle '%s'".formatted(bundle),
                present(
                        store(prefix + "keystore.location", key.getLocation(), key.getPassword(), key.getType()),
                        store(
                                prefix + "truststore.location",
                                trust.getLocation(),
                                trust.getPassword(),
                                trust.getType())));
    }

    /** Every file that a change can happen to. */
    Set<Path> paths() {
        return settings.stream().flatMap(setting -> setting.path().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Names the server's certificate at the start of a sentence. */
    String certificate() {
        return settings.isEmpty()
                ? "The certificate of " + origin
                : "The certificate in " + settings.get(0).toString().replaceFirst("^The ", "the ");
    }

    /** Names the server's private key at the start of a sentence. */
    String key() {
        return "The private key "
                + settings.stream()
                        .filter(setting -> setting.form() == Form.KEY)
                        .map(setting -> "in " + setting)
                        .findFirst()
                        .orElse("of " + origin);
    }

    /** Turns a failure to load these files into words: those of the first setting that is broken by itself. */
    BrokenCertificateException explain(Exception failure) {
        if (failure instanceof BrokenCertificateException explained) {
            return explained;
        }
        return settings.stream()
                .flatMap(setting -> setting.problem().stream())
                .findFirst()
                .orElseGet(() -> new BrokenCertificateException(
                        "%s cannot be used: %s".formatted(origin, rootMessage(failure)),
                        "Check its files, its passwords, and that it names both a certificate and a private key."
                                + " See certs/README.md.",
                        failure));
    }

    private static @Nullable String rootMessage(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root.getMessage();
    }

    private static @Nullable CertificateSetting pem(
            String property, @Nullable String location, Form form, @Nullable String password) {
        return location == null ? null : new CertificateSetting(property, location, form, password, null);
    }

    private static @Nullable CertificateSetting store(
            String property, @Nullable String location, @Nullable String password, @Nullable String type) {
        return location == null ? null : new CertificateSetting(property, location, Form.STORE, password, type);
    }

    private static List<CertificateSetting> present(@Nullable CertificateSetting... settings) {
        return Stream.of(settings).filter(Objects::nonNull).toList();
    }
}
