package dev.http2bin.http2.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCertificateTest {

    @TempDir
    Path folder;

    @Test
    void theFirstStartMakesFourFilesAndOnlyTheOwnerReadsTheKeys() throws IOException {
        provide();

        assertThat(permissions("ca.pem")).isEqualTo("rw-r--r--");
        assertThat(permissions("server.pem")).isEqualTo("rw-r--r--");
        assertThat(permissions("ca-key.pem")).isEqualTo("rw-------");
        assertThat(permissions("server-key.pem")).isEqualTo("rw-------");
        assertThat(files().keySet()).containsExactlyInAnyOrder("ca.pem", "ca-key.pem", "server.pem", "server-key.pem");
        assertThat(files().get("server-key.pem")).startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void theSecondStartChangesNothing() throws IOException {
        provide();
        Map<String, String> before = files();

        provide();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aLeafIsRenewedTwoWeeksBeforeItsEndForTheSameKeyByTheSameAuthority() throws Exception {
        Instant made = Instant.now().minus(Duration.ofDays(384));
        provide(made);
        Map<String, String> before = files();
        X509Certificate old = certificate("server.pem");

        provide();

        assertThat(files()).containsAllEntriesOf(without(before, "server.pem"));
        X509Certificate renewed = certificate("server.pem");
        assertThat(renewed.getNotAfter()).isAfter(old.getNotAfter());
        assertThat(renewed.getPublicKey()).isEqualTo(old.getPublicKey());
        renewed.verify(certificate("ca.pem").getPublicKey());
    }

    @Test
    void anExpiredLeafIsRenewed() {
        provide(Instant.now().minus(Duration.ofDays(500)));

        provide();

        assertThat(certificate("server.pem").getNotAfter()).isInTheFuture();
    }

    @Test
    void aLeafNeverOutlivesItsAuthority() {
        provide(Instant.now().minus(Duration.ofDays(3500)));

        provide();

        assertThat(certificate("server.pem").getNotAfter())
                .isEqualTo(certificate("ca.pem").getNotAfter());
    }

    @Test
    void anExpiredAuthorityIsSaidAndNotReplaced() {
        provide(Instant.now().minus(Duration.ofDays(3700)));

        assertThatThrownBy(this::provide)
                .isInstanceOf(BrokenCertificateException.class)
                .hasMessageContaining("The local CA in " + folder.resolve("ca.pem") + " ended on ");
    }

    @Test
    void anInterruptedFirstStartIsFinished() throws IOException {
        provide();
        String ca = files().get("ca.pem");
        Files.delete(folder.resolve("server-key.pem"));

        provide();

        assertThat(files()).containsEntry("ca.pem", ca).containsKey("server-key.pem");
        Files.delete(folder.resolve("server-key.pem"));
        Files.delete(folder.resolve("server.pem"));

        provide();

        assertThat(files()).containsEntry("ca.pem", ca).containsKeys("server-key.pem", "server.pem");
    }

    @Test
    void aKeyWithoutItsCertificateIsSaidAndKept() throws IOException {
        provide();
        Files.delete(folder.resolve("server.pem"));

        assertIsSaidAndNothingChanges("server-key.pem is there, but its certificate ");
    }

    @Test
    void aForeignCertificateWithoutItsKeyIsSaidAndKept() throws Exception {
        Credentials.named("own").writePem(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
        Files.delete(folder.resolve("server-key.pem"));

        assertIsSaidAndNothingChanges("server.pem is there, but its key ");
    }

    @Test
    void aKeyOfAnotherCertificateIsSaidAndKept() throws Exception {
        provide();
        new PemFile(folder.resolve("server-key.pem"))
                .write(LocalAuthority.newKeyPair().getPrivate());

        assertIsSaidAndNothingChanges("server-key.pem does not belong to the certificate in ");
    }

    @Test
    void anUnreadableFileIsNamedAndKept() throws IOException {
        provide();
        Files.writeString(folder.resolve("server.pem"), "nonsense");

        assertIsSaidAndNothingChanges("server.pem holds no certificate that can be read");
    }

    @Test
    void anAuthorityWithoutItsKeyStillServesButIssuesNothing() throws IOException {
        provide();
        Files.delete(folder.resolve("ca-key.pem"));
        provide();
        Files.delete(folder.resolve("server.pem"));
        Files.delete(folder.resolve("server-key.pem"));

        assertIsSaidAndNothingChanges("ca-key.pem is missing");
    }

    @Test
    void aPairThatTheUserPutThereIsLeftAlone() throws Exception {
        Credentials.named("own").writePem(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
        Map<String, String> before = files();

        provide();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void processesThatStartAtOnceAgreeOnOneSet() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starts.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Starter.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        for (Process start : starts) {
            assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(start.exitValue()).isZero();
        }

        assertIsConsistent();
    }

    @Test
    void threadsThatStartAtOnceAgreeOnOneSet() throws Exception {
        Stream.generate(() -> 1).limit(8).parallel().forEach(i -> provide());

        assertIsConsistent();
    }

    /** The first start of another process. */
    static final class Starter {
        public static void main(String[] args) {
            new LocalCertificate(Path.of(args[0]), Clock.systemUTC(), TlsProvider.AUTO).provide();
        }
    }

    private void assertIsConsistent() throws Exception {
        certificate("server.pem").verify(certificate("ca.pem").getPublicKey());
        assertThat(KeyMatch.matches(
                        new PemFile(folder.resolve("server-key.pem")).key(),
                        certificate("server.pem"),
                        TlsProvider.AUTO))
                .isTrue();
        assertThat(KeyMatch.matches(
                        new PemFile(folder.resolve("ca-key.pem")).key(), certificate("ca.pem"), TlsProvider.AUTO))
                .isTrue();
        assertThat(files()).hasSize(4);
    }

    private void assertIsSaidAndNothingChanges(String words) throws IOException {
        Map<String, String> before = files();
        assertThatThrownBy(this::provide)
                .isInstanceOf(BrokenCertificateException.class)
                .hasMessageContaining(words);
        assertThat(files()).isEqualTo(before);
    }

    private void provide() {
        new LocalCertificate(folder, Clock.systemUTC(), TlsProvider.AUTO).provide();
    }

    private void provide(Instant now) {
        new LocalCertificate(folder, Clock.fixed(now, ZoneOffset.UTC), TlsProvider.AUTO).provide();
    }

    private X509Certificate certificate(String name) {
        return new PemFile(folder.resolve(name)).certificate();
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(p -> !p.endsWith(".lock")).toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static Map<String, String> without(Map<String, String> files, String name) {
        Map<String, String> rest = new TreeMap<>(files);
        rest.remove(name);
        return rest;
    }
}
