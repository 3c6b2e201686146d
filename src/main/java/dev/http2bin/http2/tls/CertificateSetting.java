package dev.http2bin.http2.tls;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.core.io.Resource;

/**
 * One property that names certificates or keys.
 *
 * @param property the property's name
 * @param location a file, another resource, or the PEM text itself
 * @param form what the location should hold
 * @param password of a key store or an encrypted key
 * @param storeType of a key store; null is the JDK's default, which reads PKCS#12 and JKS alike
 */
record CertificateSetting(
        String property,
        String location,
        Form form,
        @Nullable String password,
        @Nullable String storeType) {

    enum Form {
        CERTIFICATE,
        KEY,
        STORE
    }

    /** The file behind it, if it is one that can change. */
    Optional<Path> path() {
        if (PemContent.isPresentInText(location)) {
            return Optional.empty();
        }
        Resource resource = resource();
        try {
            return resource.isFile() ? Optional.of(resource.getFile().toPath()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with this one alone, if anything. */
    Optional<BrokenCertificateException> problem() {
        try {
            switch (form) {
                case CERTIFICATE -> pem().getCertificates();
                case KEY -> {
                    if (pem().getPrivateKey(password) == null) {
                        throw new IllegalStateException("No private key");
                    }
                }
                case STORE -> openStore();
            }
            return Optional.empty();
        } catch (FileNotFoundException | NoSuchFileException | AccessDeniedException e) {
            return resource().exists()
                    ? broken("may not be read by http2bin", "Let the user who runs http2bin read it.", e)
                    : broken("does not exist", "Put the file there or correct %s.".formatted(property), e);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return unreadable(e);
        }
    }

    private Optional<BrokenCertificateException> unreadable(Exception e) {
        return switch (form) {
            case CERTIFICATE ->
                broken(
                        "holds no certificate that can be read",
                        "It must be PEM, the server's certificate first and the intermediate ones after it, each between"
                                + " BEGIN CERTIFICATE and END CERTIFICATE.",
                        e);
            case KEY ->
                broken(
                        password == null
                                ? "holds no private key that can be read without a password"
                                : "holds no private key that can be read with the given password",
                        "It must be PEM, best PKCS#8 (BEGIN PRIVATE KEY). An encrypted one needs an SSL bundle with"
                                + " keystore.private-key-password.",
                        e);
            case STORE ->
                e.getCause() instanceof UnrecoverableKeyException
                        ? broken(
                                "does not open with the given password",
                                "Correct %s."
                                        .formatted(
                                                property.startsWith("server.ssl.")
                                                        ? property + "-password"
                                                        : property.replace(".location", ".password")),
                                e)
                        : broken(
                                "holds no key store that can be read",
                                "It must be PKCS#12 (.p12), or of the type that the key store's type property names.",
                                e);
        };
    }

    private Optional<BrokenCertificateException> broken(String problem, String action, Exception cause) {
        return Optional.of(new BrokenCertificateException("%s %s.".formatted(this, problem), action, cause));
    }

    private PemContent pem() throws IOException {
        if (PemContent.isPresentInText(location)) {
            return PemContent.of(location);
        }
        try (InputStream in = resource().getInputStream()) {
            return PemContent.load(in);
        }
    }

    private void openStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(storeType == null ? KeyStore.getDefaultType() : storeType);
        try (InputStream in = resource().getInputStream()) {
            store.load(in, password == null ? null : password.toCharArray());
        }
    }

    private Resource resource() {
        return ApplicationResourceLoader.get().getResource(location);
    }

    @Override
    public String toString() {
        return PemContent.isPresentInText(location)
                ? "The PEM text in " + property
                : "%s (%s)".formatted(path().map(Path::toString).orElse(location), property);
    }
}
