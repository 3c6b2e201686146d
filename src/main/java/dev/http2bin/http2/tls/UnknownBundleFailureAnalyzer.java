package dev.http2bin.http2.tls;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.ssl.NoSuchSslBundleException;

/** Tells of a bundle that nobody defined; Boot itself has no words for it. */
final class UnknownBundleFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchSslBundleException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoSuchSslBundleException cause) {
        String name = cause.getBundleName();
        return new FailureAnalysis(
                "server.ssl names the SSL bundle '%s', which is not defined.".formatted(name),
                ("Define it with spring.ssl.bundle.pem.%1$s.keystore.certificate and .private-key, or with"
                                + " spring.ssl.bundle.jks.%1$s.keystore.location.")
                        .formatted(name),
                cause);
    }
}
