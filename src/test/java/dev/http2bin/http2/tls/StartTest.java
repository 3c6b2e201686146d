package dev.http2bin.http2.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Whole starts of a Boot application on its own Undertow: which certificate it shows, and what it says if it cannot. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    @TempDir
    Path folder;

    private Credentials own;

    @BeforeEach
    void bringOne() throws Exception {
        own = Credentials.named("own");
        own.writePem(folder.resolve("own.pem"), folder.resolve("own-key.pem"));
        own.writePkcs12(folder.resolve("own.p12"), "secret");
    }

    @Test
    void withoutAnyPropertyTheLocalCertificateIsMadeAndShown() throws Exception {
        try (ServletWebServerApplicationContext context = start()) {
            X509Certificate ca = new PemFile(local("ca.pem")).certificate();

            assertThat(shownBy(context, ca)).isEqualTo(new PemFile(local("server.pem")).certificate());
        }
    }

    @Test
    void aRenewedLocalCertificateReachesARunningServer() throws Exception {
        try (ServletWebServerApplicationContext context = start("spring.ssl.bundle.watch.file.quiet-period=100ms")) {
            SslBundles bundles = context.getBean(SslBundles.class);
            TlsContext tls = new TlsContext(Ssl.forBundle("local"), bundles, Duration.ofSeconds(5), TlsProvider.AUTO);
            BlockingQueue<SSLContext> changes = new LinkedBlockingQueue<>();
            tls.onChange(changes::add);
            X509Certificate old = new PemFile(local("server.pem")).certificate();
            LocalAuthority authority = new LocalAuthority(
                    new PemFile(local("ca.pem")).certificate(), new PemFile(local("ca-key.pem")).key());
            X509Certificate renewed = authority.issue(old.getPublicKey(), Instant.now());

            new PemFile(local("server.pem")).write(renewed);

            assertThat(changes.poll(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(Handshake.over(tls.current(), authority.certificate(), "localhost"))
                    .isEqualTo(renewed)
                    .isNotEqualTo(old);
        }
    }

    @Test
    void ownPemWins() throws Exception {
        assertOwnIsShown(
                "server.ssl.certificate=" + folder.resolve("own.pem"),
                "server.ssl.certificate-private-key=" + folder.resolve("own-key.pem"));
    }

    @Test
    void ownPkcs12Wins() throws Exception {
        assertOwnIsShown("server.ssl.key-store=" + folder.resolve("own.p12"), "server.ssl.key-store-password=secret");
    }

    @Test
    void ownBundleWins() throws Exception {
        assertOwnIsShown(
                "server.ssl.bundle=mine",
                "spring.ssl.bundle.pem.mine.keystore.certificate=" + folder.resolve("own.pem"),
                "spring.ssl.bundle.pem.mine.keystore.private-key=" + folder.resolve("own-key.pem"));
    }

    @Test
    void ownBundleOfTheLocalOnesNameWins() throws Exception {
        assertOwnIsShown(
                "spring.ssl.bundle.jks.local.keystore.location=" + folder.resolve("own.p12"),
                "spring.ssl.bundle.jks.local.keystore.password=secret");
    }

    @Test
    void withTlsOffNoCertificateIsMade() {
        try (ServletWebServerApplicationContext context = start("server.ssl.enabled=false")) {
            assertThat(context.getWebServer().getPort()).isPositive();
            assertThat(folder.resolve("certs")).doesNotExist();
        }
    }

    @Test
    void aMissingCertificateIsNamed(CapturedOutput output) throws Exception {
        Files.delete(folder.resolve("own.pem"));

        assertSays(output, folder.resolve("own.pem") + " (server.ssl.certificate) does not exist.", pem());
    }

    @Test
    void anUnparsableCertificateIsNamed(CapturedOutput output) throws Exception {
        Files.writeString(folder.resolve("own.pem"), "nonsense");

        assertSays(
                output,
                folder.resolve("own.pem") + " (server.ssl.certificate) holds no certificate that can be read.",
                pem());
    }

    @Test
    void anUnparsableKeyIsNamed(CapturedOutput output) throws Exception {
        Files.writeString(folder.resolve("own-key.pem"), "nonsense");

        assertSays(
                output,
                folder.resolve("own-key.pem") + " (server.ssl.certificate-private-key) holds no private key",
                pem());
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed(CapturedOutput output) throws Exception {
        new PemFile(folder.resolve("own-key.pem"))
                .write(LocalAuthority.newKeyPair().getPrivate());

        assertSays(
                output,
                "The private key in " + folder.resolve("own-key.pem")
                        + " (server.ssl.certificate-private-key) does not belong to the certificate of CN=own.",
                pem());
    }

    @Test
    void anExpiredCertificateIsNamed(CapturedOutput output) throws Exception {
        Credentials.named("own", Instant.EPOCH, Instant.parse("2020-01-01T00:00:00Z"))
                .writePem(folder.resolve("own.pem"), folder.resolve("own-key.pem"));

        assertSays(
                output,
                "The certificate in " + folder.resolve("own.pem")
                        + " (server.ssl.certificate) for CN=own expired on 2020-01-01T00:00:00Z.",
                pem());
    }

    @Test
    void aCertificateOfTheFutureIsNamed(CapturedOutput output) throws Exception {
        Credentials.named("own", Instant.parse("2040-01-01T00:00:00Z"), Instant.parse("2041-01-01T00:00:00Z"))
                .writePem(folder.resolve("own.pem"), folder.resolve("own-key.pem"));

        assertSays(output, "for CN=own is not valid before 2040-01-01T00:00:00Z.", pem());
    }

    @Test
    void aWrongPasswordIsSaid(CapturedOutput output) {
        assertSays(
                output,
                folder.resolve("own.p12") + " (server.ssl.key-store) does not open with the given password.",
                "server.ssl.key-store=" + folder.resolve("own.p12"),
                "server.ssl.key-store-password=wrong");
        assertThat(output.getOut())
                .contains("Correct server.ssl.key-store-password.")
                .doesNotContain("wrong");
    }

    @Test
    void aFileThatIsNoKeyStoreIsNamed(CapturedOutput output) throws Exception {
        Files.writeString(folder.resolve("own.p12"), "nonsense");

        assertSays(
                output,
                folder.resolve("own.p12") + " (server.ssl.key-store) holds no key store that can be read.",
                "server.ssl.key-store=" + folder.resolve("own.p12"),
                "server.ssl.key-store-password=secret");
    }

    @Test
    void aBrokenFileOfABundleIsNamedByTheBundlesProperty(CapturedOutput output) throws Exception {
        Files.delete(folder.resolve("own-key.pem"));

        assertSays(
                output,
                folder.resolve("own-key.pem") + " (spring.ssl.bundle.pem.mine.keystore.private-key) does not exist.",
                "server.ssl.bundle=mine",
                "spring.ssl.bundle.pem.mine.reload-on-update=true",
                "spring.ssl.bundle.pem.mine.keystore.certificate=" + folder.resolve("own.pem"),
                "spring.ssl.bundle.pem.mine.keystore.private-key=" + folder.resolve("own-key.pem"));
    }

    @Test
    void aCertificateWithoutAKeyIsSaid(CapturedOutput output) {
        assertSays(output, "server.ssl cannot be used", "server.ssl.certificate=" + folder.resolve("own.pem"));
    }

    @Test
    void anUnknownBundleIsSaid(CapturedOutput output) {
        assertThatThrownBy(() -> start("server.ssl.bundle=nowhere")).isInstanceOf(Exception.class);
        assertThat(output.getOut())
                .contains("server.ssl names the SSL bundle 'nowhere', which is not defined.")
                .doesNotContain("\tat ");
    }

    @Test
    void aBrokenLocalFolderIsSaid(CapturedOutput output) throws Exception {
        start().close();
        Files.delete(local("server.pem"));

        assertSays(output, local("server-key.pem") + " is there, but its certificate " + local("server.pem"));
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid(CapturedOutput output) throws Exception {
        Files.writeString(folder.resolve("certs"), "a file, not a folder");

        assertSays(output, "The folder " + folder.resolve("certs") + " for the local certificate cannot be written");
    }

    @Test
    void aBlankFolderIsRefusedByName(CapturedOutput output) {
        assertThatThrownBy(() -> start("http2bin.tls.local.directory= ")).isInstanceOf(Exception.class);
        assertThat(output.getOut()).contains("http2bin.tls.local.directory").contains("must name a folder");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ServletWebServerFactoryAutoConfiguration.class, SslAutoConfiguration.class})
    @EnableConfigurationProperties(TlsProperties.class)
    static class Application {}

    private void assertOwnIsShown(String... properties) throws Exception {
        try (ServletWebServerApplicationContext context = start(properties)) {
            assertThat(shownBy(context, own.certificate())).isEqualTo(own.certificate());
            assertThat(folder.resolve("certs")).doesNotExist();
        }
    }

    private void assertSays(CapturedOutput output, String problem, String... properties) {
        assertThatThrownBy(() -> start(properties))
                .isInstanceOf(BrokenCertificateException.class)
                .hasMessageContaining(problem);
        assertThat(output.getOut())
                .contains("APPLICATION FAILED TO START", problem)
                .doesNotContain("\tat ");
    }

    private ServletWebServerApplicationContext start(String... properties) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.main.banner-mode", "off",
                "http2bin.tls.local.directory", folder.resolve("certs").toString()));
        for (String property : properties) {
            String[] nameAndValue = property.split("=", 2);
            settings.put(nameAndValue[0], nameAndValue[1]);
        }
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
                .registerShutdownHook(false)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private static X509Certificate shownBy(ServletWebServerApplicationContext context, X509Certificate trusted)
            throws Exception {
        return Handshake.shownBy("localhost", context.getWebServer().getPort(), trusted);
    }

    private Path local(String file) {
        return folder.resolve("certs").resolve(file);
    }

    private String[] pem() {
        return new String[] {
            "server.ssl.certificate=" + folder.resolve("own.pem"),
            "server.ssl.certificate-private-key=" + folder.resolve("own-key.pem")
        };
    }
}
