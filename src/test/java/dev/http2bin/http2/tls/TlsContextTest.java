package dev.http2bin.http2.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.Ssl;

@ExtendWith(OutputCaptureExtension.class)
class TlsContextTest {

    private static final Duration OFTEN = Duration.ofMillis(100);

    @TempDir
    Path folder;

    @Test
    void aCertificateChangedOnDiskIsUsedByTheNextHandshake() throws Exception {
        Credentials first = Credentials.named("first");
        Credentials second =
                Credentials.named("second", Instant.now(), Instant.now().plusSeconds(3600));
        first.writePem(certificate(), key());
        try (TlsContext context = new TlsContext(pem(), null, OFTEN, TlsProvider.AUTO)) {
            BlockingQueue<SSLContext> changes = changes(context);
            SSLContext before = context.current();
            assertThat(Handshake.over(context.current(), first.certificate(), "localhost"))
                    .isEqualTo(first.certificate());

            second.writePem(certificate(), key());

            assertThat(changes.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(Handshake.over(context.current(), second.certificate(), "localhost"))
                    .isEqualTo(second.certificate());
            assertThat(Handshake.over(before, first.certificate(), "localhost")).isEqualTo(first.certificate());
            assertThat(context.notAfter())
                    .isEqualTo(second.certificate().getNotAfter().toInstant());
        }
    }

    @Test
    void anUnchangedCertificateStaysTheSameContext() throws Exception {
        Credentials.named("only").writePem(certificate(), key());
        try (TlsContext context = new TlsContext(pem(), null, OFTEN, TlsProvider.AUTO)) {
            SSLContext before = context.current();

            assertThat(changes(context).poll(350, TimeUnit.MILLISECONDS)).isNull();
            assertThat(context.current()).isSameAs(before);
        }
    }

    @Test
    void aChangedKeyStoreIsUsedToo() throws Exception {
        Credentials second = Credentials.named("second");
        Credentials.named("first").writePkcs12(folder.resolve("own.p12"), "secret");
        Ssl ssl = new Ssl();
        ssl.setKeyStore(folder.resolve("own.p12").toUri().toString());
        ssl.setKeyStorePassword("secret");
        try (TlsContext context = new TlsContext(ssl, null, OFTEN, TlsProvider.AUTO)) {
            BlockingQueue<SSLContext> changes = changes(context);

            second.writePkcs12(folder.resolve("own.p12"), "secret");

            assertThat(changes.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(Handshake.over(context.current(), second.certificate(), "localhost"))
                    .isEqualTo(second.certificate());
        }
    }

    @Test
    void aBrokenChangeKeepsTheOldOneIsSaidOnceAndIsOverWhenMended(CapturedOutput output) throws Exception {
        Credentials first = Credentials.named("first");
        Credentials second = Credentials.named("second");
        first.writePem(certificate(), key());
        try (TlsContext context = new TlsContext(pem(), null, OFTEN, TlsProvider.AUTO)) {
            BlockingQueue<SSLContext> changes = changes(context);
            SSLContext before = context.current();

            new PemFile(certificate()).write(second.certificate());

            String warning = key() + " (server.ssl.certificate-private-key) does not belong to the certificate of";
            await().atMost(Duration.ofSeconds(20)).until(() -> output.getOut().contains(warning));
            assertThat(context.current()).isSameAs(before);
            assertThat(Handshake.over(context.current(), first.certificate(), "localhost"))
                    .isEqualTo(first.certificate());
            assertThat(changes.poll(500, TimeUnit.MILLISECONDS)).isNull();
            assertThat(output.getOut()).containsOnlyOnce(warning).doesNotContain("\tat ");

            new PemFile(key()).write(second.pair().getPrivate());

            assertThat(changes.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(Handshake.over(context.current(), second.certificate(), "localhost"))
                    .isEqualTo(second.certificate());
        }
    }

    @Test
    void aRemovedUnreadableOrExpiredCertificateNeverReplacesAGoodOne(CapturedOutput output) throws Exception {
        Credentials.named("first").writePem(certificate(), key());
        try (TlsContext context = new TlsContext(pem(), null, OFTEN, TlsProvider.AUTO)) {
            SSLContext before = context.current();

            Files.writeString(certificate(), "-----BEGIN CERTIFICATE-----\nhalf a file");
            awaitWords(output, certificate() + " (server.ssl.certificate) holds no certificate that can be read.");
            Files.delete(certificate());
            awaitWords(output, certificate() + " (server.ssl.certificate) does not exist.");
            Credentials.named("old", Instant.EPOCH, Instant.parse("2020-01-01T00:00:00Z"))
                    .writePem(certificate(), key());
            awaitWords(output, "expired on 2020-01-01T00:00:00Z.");

            assertThat(context.current()).isSameAs(before);
        }
    }

    @Test
    void aListenerThatFailsDoesNotEndTheWatch(CapturedOutput output) throws Exception {
        Credentials.named("first").writePem(certificate(), key());
        try (TlsContext context = new TlsContext(pem(), null, OFTEN, TlsProvider.AUTO)) {
            BlockingQueue<SSLContext> changes = changes(context);
            AtomicBoolean failed = new AtomicBoolean();
            context.onChange(changed -> {
                if (!failed.getAndSet(true)) {
                    throw new IllegalStateException("told to fail");
                }
            });

            Credentials.named("second").writePem(certificate(), key());
            assertThat(changes.poll(20, TimeUnit.SECONDS)).isNotNull();
            awaitWords(output, "A listener of the changed certificate failed");
            Credentials.named("third").writePem(certificate(), key());
            assertThat(changes.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void aClosedContextChangesNoMore() throws Exception {
        Credentials first = Credentials.named("first");
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("web", bundle(first, SslOptions.NONE));
        TlsContext context = new TlsContext(Ssl.forBundle("web"), bundles, OFTEN, TlsProvider.AUTO);
        SSLContext before = context.current();

        context.close();
        bundles.updateBundle("web", bundle(Credentials.named("second"), SslOptions.NONE));

        assertThat(context.current()).isSameAs(before);
    }

    @Test
    void anUpdatedBundleIsUsedAndABrokenOneIsNot(CapturedOutput output) throws Exception {
        Credentials first = Credentials.named("first");
        Credentials second = Credentials.named("second");
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("web", bundle(first, SslOptions.NONE));
        try (TlsContext context = new TlsContext(Ssl.forBundle("web"), bundles, OFTEN, TlsProvider.AUTO)) {
            List<SSLContext> changes = new ArrayList<>();
            context.onChange(changes::add);

            bundles.updateBundle("web", bundle(second, SslOptions.NONE));
            assertThat(changes).containsExactly(context.current());
            bundles.updateBundle("web", bundle(new Credentials(first.pair(), second.certificate()), SslOptions.NONE));

            assertThat(changes).containsExactly(context.current());
            assertThat(output.getOut()).containsOnlyOnce("The private key of SSL bundle 'web' does not belong to");
            assertThat(Handshake.over(context.current(), second.certificate(), "localhost"))
                    .isEqualTo(second.certificate());
        }
    }

    @Test
    void theOptionsOfTheBundleAreGivenOn() throws Exception {
        SslOptions options = SslOptions.of(new String[] {"TLS_AES_128_GCM_SHA256"}, new String[] {"TLSv1.3"});

        TlsContext context = new TlsContext(bundle(Credentials.named("own"), options), Ssl.ClientAuth.NEED);

        assertThat(context.ciphers()).containsExactly("TLS_AES_128_GCM_SHA256");
        assertThat(context.protocols()).containsExactly("TLSv1.3");
        assertThat(context.clientAuth()).isEqualTo(Ssl.ClientAuth.NEED);
    }

    @Test
    void withoutOptionsTheCiphersAreTheProvidersAndTheVersionsOurs() throws Exception {
        Credentials.named("own").writePem(certificate(), key());
        try (TlsContext context = new TlsContext(pem(), null, OFTEN, TlsProvider.AUTO)) {
            assertThat(context.ciphers()).isEmpty();
            assertThat(context.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
            assertThat(context.clientAuth()).isEqualTo(Ssl.ClientAuth.NONE);
        }
    }

    @Test
    void anUnknownBundleIsRefused() {
        assertThatThrownBy(() -> new TlsContext(
                        Ssl.forBundle("nowhere"), new DefaultSslBundleRegistry(), OFTEN, TlsProvider.AUTO))
                .isInstanceOf(NoSuchSslBundleException.class);
    }

    private void awaitWords(CapturedOutput output, String words) {
        await().atMost(Duration.ofSeconds(20)).until(() -> output.getOut().contains(words));
    }

    private static BlockingQueue<SSLContext> changes(TlsContext context) {
        BlockingQueue<SSLContext> changes = new LinkedBlockingQueue<>();
        context.onChange(changes::add);
        return changes;
    }

    private static SslBundle bundle(Credentials credentials, SslOptions options) {
        PemSslStore store = PemSslStore.of(
                List.of(credentials.certificate()), credentials.pair().getPrivate());
        return SslBundle.of(new PemSslStoreBundle(store, null), SslBundleKey.NONE, options);
    }

    private Path certificate() {
        return folder.resolve("own.pem");
    }

    private Path key() {
        return folder.resolve("own-key.pem");
    }

    private Ssl pem() {
        Ssl ssl = new Ssl();
        ssl.setCertificate(certificate().toString());
        ssl.setCertificatePrivateKey(key().toUri().toString());
        return ssl;
    }
}
