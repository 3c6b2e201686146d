package dev.http2bin.http2.http1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.RunningService;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests over raw TLS sockets: those that break a rule are answered and end the connection, the others are served. */
@RunningService
class Http1RulesTest {
    private static final byte[] LAST = "GET /stream-id HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.ISO_8859_1);

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    static List<Case> all() {
        return Case.ALL;
    }

    private static byte[] before(byte[] bytes, byte[] behind) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes);
        all.writeBytes(behind);
        return all.toByteArray();
    }

    private String send(String text) throws Exception {
        byte[] bytes = new Case(text, null, 0).bytes();
        return RawClient.tls(port, bytes, bytes.length);
    }

    /** Another request follows each on its connection: it is served only if the one before it kept the rules. */
    @ParameterizedTest
    @MethodSource("all")
    void aRequestThatBreaksARuleIsTheLast(Case row) throws Exception {
        byte[] bytes = before(row.bytes(), LAST);

        judge(row, RawClient.tls(port, bytes, bytes.length));
    }

    @ParameterizedTest
    @MethodSource("all")
    void cutsMakeNoDifference(Case row) throws Exception {
        byte[] bytes = before(row.bytes(), LAST);

        judge(row, RawClient.tls(port, bytes, bytes.length > 1_000 ? 997 : 1));
    }

    private static void judge(Case row, String answers) {
        List<Integer> statuses = RawClient.statuses(answers);
        if (row.broken() != null) {
            assertThat(statuses).as(answers).containsExactly(row.status());
            assertThat(answers)
                    .contains(
                            "\r\nContent-Type: application/problem+json\r\n", "\r\nConnection: close\r\n", "\r\nDate: ")
                    .contains(
                            "\"detail\": ",
                            row.broken()
                                    .detail()
                                    .substring(row.broken().detail().lastIndexOf('(')));
        } else if (row.text().contains("HTTP/1.0")) {
            assertThat(statuses).as(answers).containsExactly(row.status());
        } else {
            assertThat(statuses).as(answers).hasSize(2).last().isEqualTo(200);
            assertThat(row.status()).isIn(0, statuses.get(0));
        }
    }

    @Test
    void anAnswerToABrokenRequestComesBehindThoseBeforeIt() throws Exception {
        String slow = "GET /early-hints?delay=300ms HTTP/1.1\nHost: localhost\n\n";

        String answers = send(slow + "GET /hello HTTP/1.1\nHost: localhost\n\nGET /hello HTTP/1.1\nHost: a b\n\n");

        assertThat(RawClient.statuses(answers)).containsExactly(200, 200, 400);
    }

    @Test
    void hundredsOfRequestsAtOnceAreServedInTheirOrder() throws Exception {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            requests.append("GET /version?").append(i).append(" HTTP/1.1\nHost: localhost\n\n");
        }
        requests.append("GET /version?last HTTP/1.1\nHost: localhost\nConnection: close\n\n");

        String answers = send(requests.toString());

        assertThat(RawClient.statuses(answers)).hasSize(501).containsOnly(200);
        assertThat(answers).containsSubsequence("/version?0\"", "/version?1\"", "/version?499\"", "/version?last\"");
    }

    /** What the client takes for the end of an answer is not its end. */
    @Test
    void aResponseThatHasBegunIsCutOffWhereTheRequestBreaksARule() throws Exception {
        String answers = send("""
                PUT /duplex HTTP/1.1
                Host: localhost
                Transfer-Encoding: chunked

                5
                hello
                5
                worldX
                0

                """);

        assertThat(answers).doesNotContain("\r\n0\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "Head", "hEAD"})
    void anAnswerToAMethodInOtherCaseHasContent(String method) throws Exception {
        String answer = send(method + " /echo HTTP/1.1\nHost: localhost\nConnection: close\n\n");

        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("\"method\": \"" + method + "\"");
    }

    @Test
    void theTargetOfAnAbsoluteRequestIsEchoedAsItCame() throws Exception {
        String answer = send("GET https://A.example/version?{x} HTTP/1.1\nHost: b.example\nConnection: close\n\n");

        assertThat(answer).endsWith("\"url\":\"https://A.example/version?{x}\"}\n");
    }

    @Test
    void hintsAreNotForcedOnHttp10() throws Exception {
        assertThat(RawClient.statuses(send("GET /early-hints?force=true HTTP/1.0\n\n")))
                .containsExactly(200);
        assertThat(RawClient.statuses(send("GET /stream/early-hints?force=true HTTP/1.0\n\n")))
                .containsExactly(200);
        assertThat(RawClient.statuses(send("GET /early-hints?force=true HTTP/1.1\nHost: a\nConnection: close\n\n")))
                .containsExactly(103, 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/duplex", "/stream/body", "/body", "/echo"})
    void aClientThatExpectsA100GetsIt(String path) throws Exception {
        String method = path.equals("/duplex") ? "PUT" : "POST";
        for (String expectation : List.of("100-continue", "100-Continue, x", "x\nExpect: y=\"a, b\" ,100-continue")) {
            String answers = send(method + " " + path + " HTTP/1.1\nHost: localhost\nExpect: " + expectation + "\n"
                    + "Connection: close\nContent-Length: 5\n\nhello");

            assertThat(RawClient.statuses(answers).get(0)).isEqualTo(100);
            assertThat(RawClient.statuses(answers).get(1)).isIn(200, 201);
            assertThat(answers).containsAnyOf("\r\nhello", "\"bytes\": 5", "\"received\":5");
        }
    }

    /** RFC 9110 §10.1.1 allows to refuse the first of them, and wants the second one ignored. */
    @Test
    void anotherExpectationIsIgnored() throws Exception {
        String rest = "Connection: close\nContent-Length: 5\n\nhello";

        assertThat(RawClient.statuses(send("PUT /duplex HTTP/1.1\nHost: localhost\nExpect: a-miracle\n" + rest)))
                .containsExactly(200);
        assertThat(RawClient.statuses(send("PUT /duplex HTTP/1.0\nExpect: 100-continue\n" + rest)))
                .containsExactly(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Connection: keep-alive|true",
                "Connection: TE, Keep-Alive|true",
                "'Connection: TE\nConnection: keep-alive\nTE: trailers'|true",
                "Connection: keep-alive, close|false",
                "Connection: TE|false"
            })
    void http10IsKeptAliveForWhoAsks(String fields, boolean kept) throws Exception {
        String request = "GET /hello HTTP/1.0\n" + fields + "\n\n";

        assertThat(RawClient.statuses(send(request + request + request.replaceFirst("(?s)\n.*", "\n\n"))))
                .hasSize(kept ? 3 : 1)
                .containsOnly(200);
    }

    @Test
    void aRequestInClearIsToldToUseHttps() throws Exception {
        for (String method : List.of("GET", "POST", "PRI", "get", "\r\nGET", "\n\nGET")) {
            String answer = RawClient.clear(
                    port, (method + " / HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .contains("application/problem+json", "Use https://");
        }
    }

    /** What follows a broken rule is no request there either. */
    @ParameterizedTest
    @MethodSource("all")
    void theManagementPortHasTheSameRules(Case row) throws Exception {
        String last = "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        List<Integer> statuses = RawClient.statuses(
                RawClient.clear(managementPort, before(row.bytes(), last.getBytes(StandardCharsets.ISO_8859_1))));

        if (row.broken() != null) {
            assertThat(statuses).containsExactly(row.status());
        } else if (!row.text().contains("HTTP/1.0")) {
            assertThat(statuses).hasSize(2).last().isEqualTo(200);
        }
    }

    private String management(String text) throws Exception {
        return RawClient.clear(managementPort, new Case(text, null, 0).bytes());
    }

    @Test
    void theManagementPortTakesMethodsAndTargetsAsTheyAre() throws Exception {
        String end = " HTTP/1.1\nHost: localhost\nConnection: close\n\n";

        assertThat(RawClient.statuses(management("OPTIONS *" + end))).containsExactly(204);
        assertThat(RawClient.statuses(management("head /actuator/health" + end)))
                .containsExactly(405);
        assertThat(RawClient.statuses(management("GET http://LocalHost/actuator/health?{x}" + end)))
                .containsExactly(200);
        assertThat(RawClient.statuses(management("GET /actuator/health?" + "a&".repeat(1_200) + end)))
                .containsExactly(400);
        assertThat(management("GET /actuator/health?" + "a&".repeat(1_200) + end))
                .contains("application/problem+json", "server.undertow.max-parameters");
    }
}
