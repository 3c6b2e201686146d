package dev.http2bin.http2.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.Ssl;

class TlsProviderTest {
    private static final String JDK = "SunJSSE";

    @TempDir
    Path folder;

    @Test
    void conscryptEncryptsWhereItsLibraryLoads() throws Exception {
        assumeThat(Conscrypt.isAvailable())
                .as("Conscrypt has a library for this machine")
                .isTrue();
        assertThat(provider(Credentials.named("own"), TlsProvider.AUTO)).isEqualTo("Conscrypt");
    }

    @Test
    void theJdkEncryptsWhereItIsAskedTo() throws Exception {
        assertThat(provider(Credentials.named("own"), TlsProvider.JDK)).isEqualTo(JDK);
    }

    @Test
    void theJdkEncryptsWithAKeyThatConscryptDoesNotKnow() throws Exception {
        assertThat(provider(Credentials.withEd25519("own"), TlsProvider.AUTO)).isEqualTo(JDK);
    }

    /** Who made the context over which a client was shown the certificate. */
    private String provider(Credentials own, TlsProvider asked) throws Exception {
        Path certificate = folder.resolve("own.crt");
        Path key = folder.resolve("own.key");
        own.writePem(certificate, key);
        Ssl ssl = new Ssl();
        ssl.setCertificate(certificate.toString());
        ssl.setCertificatePrivateKey(key.toString());
        try (TlsContext context = new TlsContext(ssl, null, Duration.ofSeconds(5), asked)) {
            assertThat(Handshake.over(context.current(), own.certificate(), "localhost"))
                    .isEqualTo(own.certificate());
            return context.current().getProvider().getName();
        }
    }
}
