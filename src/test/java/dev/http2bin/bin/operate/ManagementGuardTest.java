package dev.http2bin.bin.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.LocalService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins, and names that point to loopback, at the management port. */
class ManagementGuardTest {
    private static LocalService service;

    @BeforeAll
    static void start() {
        service = LocalService.started(
                "http2bin.management.hosts=prometheus.local", "http2bin.management.origins=https://console.example");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String ask(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), service.management("").getPort())) {
            String whole = request + "Connection: close\n\n";
            socket.getOutputStream().write(whole.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|Origin: https://evil.example",
                "POST|Origin: null",
                "DELETE|Origin: http://localhost:1",
                "DELETE|Origin: https://HOST",
                "POST|Sec-Fetch-Site: cross-site",
                "POST|Origin: https://evil.example\nContent-Type: text/plain"
            })
    void aPageOfAnotherOriginDrainsNothing(String method, String field) throws IOException {
        String answer = ask(method + " /actuator/drain HTTP/1.1\nHost: localhost\nContent-Length: 0\n"
                + field.replace("HOST", "localhost") + "\n");
        assertThat(answer).startsWith("HTTP/1.1 403 Forbidden\r\n").contains("application/problem+json");
        assertThat(service.managed("/health/readiness")).contains("UP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "Host: localhost\nOrigin: http://localhost",
                "Host: 127.0.0.1\nOrigin: https://console.example",
                "Host: localhost\nSec-Fetch-Site: same-origin"
            })
    void whoMayEndsADrain(String fields) throws IOException {
        assertThat(ask("DELETE /actuator/drain HTTP/1.1\n" + fields + "\n")).startsWith("HTTP/1.1 204 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:9090", "localhost.evil.example", "127.0.0.1.evil.example", "1.evil"
            })
    void aNameThatPointsHereIsNotServed(String host) throws IOException {
        assertThat(ask("GET /actuator/http2 HTTP/1.1\nHost: " + host + "\n"))
                .startsWith("HTTP/1.1 421 Misdirected Request\r\n")
                .contains("Misdirected Request", "http2bin.management.hosts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:9090",
                "127.0.0.1:1",
                "[::1]:9090",
                "10.0.0.1",
                "prometheus.local:9090",
                "a.localhost"
            })
    void anAddressAndAKnownNameAre(String host) throws IOException {
        assertThat(ask("GET /actuator/http2 HTTP/1.1\nHost: " + host + "\n")).startsWith("HTTP/1.1 200 OK\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept:",
                "Accept: ",
                "Accept: ,",
                "Accept: */*",
                "Accept: \"a/b\"",
                "Accept: text/plain;charset=utf-16",
                "X-None: 1"
            })
    void anEmptyAcceptIsAsNone(String accept) throws IOException {
        for (String path : new String[] {"prometheus", "health", "http2"}) {
            assertThat(ask("GET /actuator/" + path + " HTTP/1.1\nHost: localhost\n" + accept + "\n"))
                    .startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/drain", "/prometheus"})
    void aPreflightIsRefusedAsAProblem(String path) throws IOException {
        assertThat(ask("OPTIONS /actuator" + path + " HTTP/1.1\nHost: localhost\nOrigin: https://evil.example\n"
                        + "Access-Control-Request-Method: GET\n"))
                .startsWith("HTTP/1.1 403 Forbidden\r\n")
                .contains("\r\nContent-Type: application/problem+json\r\n", "\"status\": 403")
                .doesNotContain("Access-Control-Allow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "*", "identity", "gzip;q=0", "br"})
    void headHasTheFieldsOfGet(String coding) throws IOException {
        String rest = " /actuator/prometheus HTTP/1.1\nHost: localhost\nAccept-Encoding: " + coding + "\n";
        String get = head(ask("GET" + rest));
        String head = head(ask("HEAD" + rest));

        assertThat(withoutLength(head)).isEqualTo(withoutLength(get)).contains("Vary: Accept-Encoding\r\n");
        assertThat(head.contains("Content-Encoding: gzip\r\n")).isNotEqualTo(head.contains("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/info", "/actuator/drain", "/actuator", "/absent"})
    void aTraceIsNotDone(String path) throws IOException {
        assertThat(ask("TRACE " + path + " HTTP/1.1\nHost: localhost\nCookie: secret=1\n"))
                .startsWith("HTTP/1.1 501 Not Implemented\r\n")
                .contains("\r\nContent-Type: application/problem+json\r\n", "\"instance\": \"" + path + "\"")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator,'GET,HEAD,OPTIONS'",
        "/actuator/info,'GET,HEAD,OPTIONS'",
        "/actuator/health/readiness,'GET,HEAD,OPTIONS'",
        "/actuator/drain,'(POST,DELETE|DELETE,POST),OPTIONS'"
    })
    void optionsNamesTheMethodsAndNoEmptyField(String path, String allow) throws IOException {
        assertThat(ask("OPTIONS " + path + " HTTP/1.1\nHost: localhost\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsPattern("\r\nAllow: " + allow + "\r\n")
                .doesNotContain("Accept-Patch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/error",
                "/actuator/health/absent",
                "/actuator/http2/absent",
                "/actuator/absent",
                "/actuator/",
                "/absent",
                "/get",
                "/"
            })
    void whatIsNotThereIsAProblem(String path) throws IOException {
        for (String method : new String[] {"GET", "POST"}) {
            if (method.equals("GET") || !path.startsWith("/actuator/h")) {
                assertThat(ask(method + " " + path + " HTTP/1.1\nHost: localhost\n"))
                        .startsWith("HTTP/1.1 404 Not Found\r\n")
                        .contains("\r\nContent-Type: application/problem+json\r\n", "\"instance\": \"" + path + "\"")
                        .doesNotContain("/docs", "httpbin");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/error", "/actuator/health/absent", "/actuator/absent", "/absent"})
    void itSaysWhatIsThere(String path) throws IOException {
        assertThat(ask("GET " + path + " HTTP/1.1\nHost: localhost\n")).contains("/actuator lists what there is.");
    }

    private static String head(String answer) {
        return answer.substring(0, answer.indexOf("\r\n\r\n") + 2);
    }

    private static String withoutLength(String head) {
        return head.lines()
                .filter(line -> !line.startsWith("Content-Length") && !line.startsWith("Transfer-Encoding"))
                .filter(line -> !line.startsWith("Date"))
                .sorted()
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept-Encoding: gzip|true",
                "Accept-Encoding: GZIP|true",
                "Accept-Encoding: br, x-gzip|true",
                "Accept-Encoding: *|true",
                "'Accept-Encoding: br\nAccept-Encoding: gzip'|true",
                "Accept-Encoding: gzip;q=0.5, identity;q=0.5|true",
                "Accept-Encoding: gzip;q=0.5, identity|false",
                "Accept-Encoding: *, gzip;q=0|false",
                "Accept-Encoding: gzip;Q=0.000|false",
                "Accept-Encoding: gzip;q=x|false",
                "Accept-Encoding:|false",
                "'Accept-Encoding: gzip;q=1.0, identity;q=0.5\nAccept: application/openmetrics-text;version=1.0.0'|true",
                "Accept-Encoding: identity|false",
                "Accept-Encoding: gzip;q=0|false",
                "X-None: none|false"
            })
    void metersAreCompressedForWhoTakesThat(String fields, boolean compressed) throws IOException {
        byte[] answer;
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), service.management("").getPort())) {
            String whole = "GET /actuator/prometheus HTTP/1.0\nHost: localhost\n" + fields + "\n\n";
            socket.getOutputStream().write(whole.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            answer = socket.getInputStream().readAllBytes();
        }
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        String head = text.substring(0, text.indexOf("\r\n\r\n") + 4);
        assertThat(head).startsWith("HTTP/1.0 200 ");
        assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("content-encoding: identity");
        assertThat(head.toLowerCase(Locale.ROOT).contains("content-encoding: gzip\r\n"))
                .isEqualTo(compressed);
        InputStream content = new ByteArrayInputStream(answer, head.length(), answer.length - head.length());
        String meters = new String(
                (compressed ? new GZIPInputStream(content) : content).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(meters).contains("\nhttp2_server_connections");
    }
}
