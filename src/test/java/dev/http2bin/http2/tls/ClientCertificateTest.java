package dev.http2bin.http2.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.bin.content.Digests;
import dev.http2bin.tools.LocalService;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.Tool;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of clients by {@code server.ssl.client-auth}, and what {@code /connection} tells of them. */
class ClientCertificateTest {

    @TempDir
    Path folder;

    private Credentials client;

    @BeforeEach
    void write() throws Exception {
        client = Credentials.named("client");
        client.writePem(file("client.pem"), file("client-key.pem"));
        Credentials.named("stranger").writePem(file("stranger.pem"), file("stranger-key.pem"));
        Credentials.named("server").writePem(file("server.pem"), file("server-key.pem"));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private LocalService service(String clientAuth) {
        return LocalService.started(
                "server.ssl.certificate=" + file("server.pem"),
                "server.ssl.certificate-private-key=" + file("server-key.pem"),
                "server.ssl.trust-certificate=" + file("client.pem"),
                "server.ssl.client-auth=" + clientAuth,
                "http2bin.tls.reload-interval=100ms");
    }

    private Run curl(LocalService service, String... arguments) {
        return Tool.require("curl")
                .run(Stream.concat(
                                Stream.of("-sS", "--cacert", file("server.pem").toString(), service.url("/connection")),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private String[] certificateOf(String name) {
        return new String[] {
            "--cert",
            file(name + ".pem").toString(),
            "--key",
            file(name + "-key.pem").toString()
        };
    }

    private static JsonPath peer(Run run) {
        return JsonPath.from(run.succeeded().text()).setRootPath("peer");
    }

    @Test
    void theConnectionTellsTheCertificateThatTheClientShowed() throws Exception {
        try (LocalService service = service("want")) {
            for (String version : new String[] {"1.2", "1.3"}) {
                JsonPath peer = peer(curl(service, concat(certificateOf("client"), "--tls-max", version)));

                assertThat(peer.getString("tlsVersion")).isEqualTo("TLSv" + version);
                assertThat(peer.getString("certificate.subject")).isEqualTo("CN=client");
                assertThat(peer.getString("certificate.issuer")).isEqualTo("CN=client");
                assertThat(peer.getString("certificate.serial")).isEqualTo("7");
                assertThat(peer.getString("certificate.notBefore"))
                        .isEqualTo(
                                client.certificate().getNotBefore().toInstant().toString());
                assertThat(peer.getString("certificate.notAfter"))
                        .isEqualTo(
                                client.certificate().getNotAfter().toInstant().toString());
                assertThat(peer.getString("certificate.sha256"))
                        .isEqualTo(HexFormat.of()
                                .formatHex(Digests.sha256()
                                        .digest(client.certificate().getEncoded())));
            }
        }
    }

    private static String[] concat(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void whereItIsWantedAClientWithoutOneIsServedAndAStrangersIsNot() {
        try (LocalService service = service("want")) {
            assertThat(peer(curl(service)).getString("certificate")).isNull();
            assertThat(curl(service, certificateOf("stranger")).exit()).isNotZero();
        }
    }

    @Test
    void whereItIsNeededNobodyWithoutOneIsServed() {
        try (LocalService service = service("need")) {
            assertThat(curl(service).exit()).isNotZero();
            assertThat(peer(curl(service, certificateOf("client"))).getString("certificate.subject"))
                    .isEqualTo("CN=client");
        }
    }

    @Test
    void whereNobodyAsksForOneNoneIsTold() {
        try (LocalService service = service("none")) {
            assertThat(peer(curl(service, certificateOf("client"))).getString("certificate"))
                    .isNull();
        }
    }

    /** The server's own is renewed, and so is the one that it trusts. */
    @Test
    void aRenewalChangesWhomTheServerTrustsAndNotWhatItAsksFor() throws Exception {
        try (LocalService service = service("need")) {
            assertThat(curl(service, certificateOf("client")).exit()).isZero();

            Credentials.named("stranger").writePem(file("client.pem"), file("client-key.pem"));
            Credentials.named("renewed").writePem(file("server.pem"), file("server-key.pem"));

            await().until(() -> curl(service, certificateOf("client")).exit() == 0);
            assertThat(peer(curl(service, certificateOf("client"))).getString("certificate.subject"))
                    .isEqualTo("CN=stranger");
            assertThat(curl(service).exit()).isNotZero();
        }
    }
}
