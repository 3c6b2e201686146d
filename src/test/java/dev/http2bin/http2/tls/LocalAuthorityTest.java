package dev.http2bin.http2.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.web.server.Ssl;

/** What the local CA and its leaf say of themselves, and what a client's verifier makes of it. */
class LocalAuthorityTest {

    @TempDir
    Path folder;

    @BeforeEach
    void provide() {
        new LocalCertificate(folder, Clock.systemUTC(), TlsProvider.AUTO).provide();
    }

    @Test
    void theLeafIsForThisMachineAndForServersOnly() throws Exception {
        X509Certificate leaf = certificate("server.pem");
        assertThat(leaf.getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getKeyUsage()).startsWith(true, false, false, false, false, false);
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(Duration.between(
                        leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(397));
        assertThat(leaf.getPublicKey().getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void theAuthorityMaySignLeavesAndNothingElse() {
        X509Certificate ca = certificate("ca.pem");
        assertThat(ca.getBasicConstraints()).isZero();
        assertThat(ca.getKeyUsage()).startsWith(false, false, false, false, false, true, false);
        assertThat(ca.getCriticalExtensionOIDs()).contains("2.5.29.30", "2.5.29.15", "2.5.29.19");
    }

    @Test
    void aClientThatTrustsTheAuthorityShakesHandsByNameAndByAddress() throws Exception {
        TlsContext context = new TlsContext(bundle(), Ssl.ClientAuth.NONE);

        assertThat(Handshake.over(context.current(), certificate("ca.pem"), "localhost"))
                .isEqualTo(certificate("server.pem"));
        assertThat(Handshake.over(context.current(), certificate("ca.pem"), "127.0.0.1"))
                .isEqualTo(certificate("server.pem"));
    }

    @Test
    void opensslVerifiesTheChainForEachNameAndNoOther() throws Exception {
        assumeTrue(isThere("openssl"), "openssl is not installed");
        for (String host : List.of("-verify_hostname=localhost", "-verify_ip=127.0.0.1", "-verify_ip=::1")) {
            String[] option = host.split("=", 2);
            assertThat(openssl(
                            "verify",
                            "-x509_strict",
                            "-purpose",
                            "sslserver",
                            "-CAfile",
                            "ca.pem",
                            option[0],
                            option[1],
                            "server.pem"))
                    .as(host)
                    .endsWith("OK\n0");
        }
        assertThat(openssl("verify", "-CAfile", "ca.pem", "-verify_hostname", "example.org", "server.pem"))
                .contains("hostname mismatch");
    }

    @Test
    void opensslRefusesACertificateOfTheStolenAuthorityForAnotherHost() throws Exception {
        assumeTrue(isThere("openssl"), "openssl is not installed");
        Files.writeString(folder.resolve("evil.cnf"), "subjectAltName=DNS:bank.example\n");
        assertThat(openssl(
                        "req",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-keyout",
                        "evil.key",
                        "-subj",
                        "/CN=bank.example",
                        "-out",
                        "evil.csr"))
                .endsWith("0");
        assertThat(openssl(
                        "x509",
                        "-req",
                        "-in",
                        "evil.csr",
                        "-CA",
                        "ca.pem",
                        "-CAkey",
                        "ca-key.pem",
                        "-CAcreateserial",
                        "-extfile",
                        "evil.cnf",
                        "-days",
                        "30",
                        "-out",
                        "evil.pem"))
                .endsWith("0");

        assertThat(openssl("verify", "-CAfile", "ca.pem", "evil.pem")).contains("permitted subtree violation");
    }

    private X509Certificate certificate(String name) {
        return new PemFile(folder.resolve(name)).certificate();
    }

    private SslBundle bundle() {
        return SslBundle.of(new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate(folder.resolve("server.pem").toString())
                        .withPrivateKey(folder.resolve("server-key.pem").toString()),
                null));
    }

    /** What openssl says, its exit code last. */
    private String openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile("openssl", null);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return Files.readString(said) + process.exitValue();
        } finally {
            Files.delete(said);
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
