package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code openssl s_client} gets, which offers whatever it is told to. */
@Tag("outside")
@ExtendWith(SharedService.class)
class TlsTest {

    private static final String GOOD = "ECDHE-ECDSA-AES128-GCM-SHA256";
    private static final String PREFACE = "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n\\0\\0\\0\\4\\0\\0\\0\\0\\0";
    private static final String GET = "GET /hello HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n";

    private final ServiceJar service;

    TlsTest(ServiceJar service) {
        this.service = service;
    }

    @Test
    void aGoodSuiteOfTls12GetsHttp2() {
        assertThat(client("", "-tls1_2", "-cipher", GOOD, "-alpn", "h2,http/1.1"))
                .contains("ALPN protocol: h2")
                .contains("Verify return code: 0 (ok)");
    }

    /** RFC 9113 appendix A forbids both to HTTP/2: they are of CBC mode. */
    @ParameterizedTest
    @ValueSource(strings = {"ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA"})
    void aForbiddenSuiteOfTls12NeverGetsHttp2(String suite) {
        assertThat(client("", "-tls1_2", "-cipher", suite, "-alpn", "h2,http/1.1"))
                .contains("Cipher is " + suite)
                .contains("ALPN protocol: http/1.1");
        assertThat(client("", "-tls1_2", "-cipher", suite, "-alpn", "h2"))
                .contains("Cipher is " + suite)
                .contains("No ALPN negotiated");
    }

    @Test
    void thePrefaceWithoutAlpnGetsA400() {
        assertThat(client(PREFACE, "-quiet")).contains("\nHTTP/1.1 400 ");
    }

    @Test
    void thePrefaceAfterHttp1WasAgreedGetsA400() {
        assertThat(client(PREFACE, "-quiet", "-alpn", "http/1.1")).contains("\nHTTP/1.1 400 ");
    }

    @Test
    void withoutAlpnTheConnectionIsHttp1() {
        assertThat(client(GET, "-quiet")).endsWith("You requested /hello over HTTP/1.1\n");
    }

    @Test
    void theTwinNeverAgreesOnHttp2() {
        assertThat(client("", service, service.http1().getPort(), "-alpn", "h2,http/1.1"))
                .contains("ALPN protocol: http/1.1");
    }

    @Test
    void noVersionBefore12IsSpoken() {
        assertThat(client("", "-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0")).contains("Cipher is (NONE)");
    }

    @Test
    void aClientMayNotRenegotiate() {
        assertThat(client("R\\n", "-tls1_2"))
                .contains("RENEGOTIATING")
                .contains("alert no renegotiation")
                .doesNotContain("renegotiated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void aSessionIsResumed(String version, @TempDir Path folder) {
        String session = folder.resolve("session").toString();

        assertThat(client(GET, version, "-sess_out", session)).contains("New, TLSv1");
        assertThat(client(GET, version, "-sess_in", session)).contains("Reused, TLSv1");
    }

    @Test
    void whereConscryptDoesNotLoadTheJdkDoesTheSame(@TempDir Path folder) {
        String session = folder.resolve("session").toString();
        try (ServiceJar jdk = new ServiceJar.Start()
                .jvm("-Dorg.conscrypt.native.workdir=/proc")
                .start()) {
            jdk.awaitLog("TLS by SunJSSE");
            assertThat(client("", jdk, "-tls1_2", "-cipher", GOOD, "-alpn", "h2,http/1.1"))
                    .contains("ALPN protocol: h2")
                    .contains("Verify return code: 0 (ok)");
            assertThat(client("", jdk, "-tls1_2", "-cipher", "ECDHE-ECDSA-AES256-SHA384", "-alpn", "h2,http/1.1"))
                    .contains("Cipher is ECDHE-ECDSA-AES256-SHA384")
                    .contains("ALPN protocol: http/1.1");
            assertThat(client("", jdk, "-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0"))
                    .contains("Cipher is (NONE)");
            assertThat(client("R\\n", jdk, "-tls1_2"))
                    .contains("RENEGOTIATING")
                    .contains("alert handshake failure")
                    .doesNotContain("renegotiated");
            assertThat(client(GET, jdk, "-tls1_3", "-sess_out", session)).contains("New, TLSv1");
            assertThat(client(GET, jdk, "-tls1_3", "-sess_in", session)).contains("Reused, TLSv1");
            assertThat(Curl.trusting(jdk)
                            .text(
                                    "-o",
                                    "/dev/null",
                                    "-w",
                                    "%{http_version} %{size_download}",
                                    jdk.base() + "/bytes/3000000"))
                    .isEqualTo("2 3000000");
        }
    }

    private String client(String sent, String... options) {
        return client(sent, service, options);
    }

    private static String client(String sent, ServiceJar service, String... options) {
        return client(sent, service, service.base().getPort(), options);
    }

    /** Sends what printf makes of the text, waits for the answer and gives all that the client printed. */
    private static String client(String sent, ServiceJar service, int port, String... options) {
        Tool.require("openssl");
        String command = "{ printf '" + sent + "'; sleep 1; } | openssl s_client -connect localhost:" + port
                + " -CAfile '" + service.ca() + "' \"$@\" 2>&1";
        return Tool.require("sh")
                .run(Stream.concat(Stream.of("-c", command, "sh"), Stream.of(options))
                        .toArray(String[]::new))
                .text();
    }
}
