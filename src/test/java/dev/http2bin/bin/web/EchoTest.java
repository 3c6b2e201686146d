package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.http2bin.http2.frame.Flags;
import dev.http2bin.peer.ScriptedPeer;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ANY /echo/**}. */
class EchoTest extends RunningServer {

    private static final int SHOWN = 64 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY", "X-1", "LINK"})
    void everyMethodReachesTheEcho(String method) {
        given().request(method, "/echo/x")
                .then()
                .statusCode(200)
                .header("content-type", "application/json")
                .body("method", equalTo(method))
                .body("path", equalTo("/echo/x"));
    }

    /** RFC 9112 §3.2.2. */
    @ParameterizedTest
    @CsvSource({
        "https://a.example/echo, HTTP/1.1, a.example",
        "https://a.example:444/echo/x?y=/z, HTTP/1.1, a.example:444",
        "http://[::1]:81/anything?u=http://c.example, HTTP/1.1, [::1]:81",
        "https://A.example/echo, HTTP/1.0, A.example",
        "/echo?u=https://a.example/, HTTP/1.1, b.example"
    })
    void anAbsoluteTargetCountsAgainstHost(String target, String version, String authority) throws Exception {
        String host = version.equals("HTTP/1.0") ? "" : "Host: b.example\n";

        String answer = exchange("GET " + target + " " + version + "\n" + host + "Connection: close\n\n");

        String body = answer.substring(answer.indexOf("\r\n\r\n"));
        assertThat(JsonPath.from(body).getString("authority")).isEqualTo(authority);
    }

    @Test
    void headIsEchoedWithoutABody() {
        given().head("/echo")
                .then()
                .statusCode(200)
                .header("content-type", "application/json")
                .body(equalTo(""));
    }

    @Test
    void theFieldsComeInTheOrderOfTheContract() {
        Map<String, ?> echo = given().get("/echo").then().extract().jsonPath().getMap("$");
        assertThat(echo.keySet())
                .containsExactly(
                        "method",
                        "path",
                        "query",
                        "scheme",
                        "authority",
                        "httpVersion",
                        "streamId",
                        "connectionId",
                        "hops",
                        "headers",
                        "trailers",
                        "body");
    }

    @Test
    void aGetIsEchoedWhole() {
        given().get("/echo")
                .then()
                .body("query", anEmptyMap())
                .body("scheme", equalTo(scheme()))
                .body("authority", equalTo(authority()))
                .body("httpVersion", equalTo("1.1"))
                .body("streamId", nullValue())
                .body("connectionId", notNullValue())
                .body("trailers", anEmptyMap())
                .body("body.bytes", equalTo(0))
                .body("body.text", equalTo(""))
                .body("body.base64", nullValue())
                .body("body.sha256", equalTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    @Test
    void thePathKeepsItsPercentEncoding() throws Exception {
        JsonPath echo = JsonPath.from(get("/echo/a%2Fb/%20;c=d//e?q=1").body());
        assertThat(echo.getString("path")).isEqualTo("/echo/a%2Fb/%20;c=d//e");
    }

    @Test
    void theQueryKeepsItsOrderAndItsValues() throws Exception {
        JsonPath echo =
                JsonPath.from(get("/echo?z=1&a=%C3%A9+x&z=2&m&=v&n=a=b&&a=").body());
        Map<String, List<String>> query = echo.getMap("query");
        assertThat(query.keySet()).containsExactly("z", "a", "m", "", "n");
        assertThat(query)
                .containsEntry("z", List.of("1", "2"))
                .containsEntry("a", List.of("é x", ""))
                .containsEntry("m", List.of(""))
                .containsEntry("", List.of("v"))
                .containsEntry("n", List.of("a=b"));
    }

    @Test
    void aFormInTheBodyIsNoQuery() {
        given().contentType("application/x-www-form-urlencoded")
                .body("a=1")
                .put("/echo?b=2")
                .then()
                .body("query", equalTo(Map.of("b", List.of("2"))))
                .body("body.text", equalTo("a=1"));
    }

    @Test
    void aFieldThatComesTwiceIsShownTwice() {
        List<List<String>> headers = given().header("X-Twice", "one")
                .header("X-Twice", "two")
                .get("/echo")
                .then()
                .extract()
                .jsonPath()
                .getList("headers");
        assertThat(headers.stream()
                        .filter(h -> h.get(0).toLowerCase(Locale.ROOT).equals("x-twice")))
                .extracting(h -> h.get(1))
                .containsExactly("one", "two");
    }

    @Test
    void theTypeTheCallerWantsDoesNotMatter() {
        given().accept("image/png").get("/echo").then().statusCode(200).contentType("application/json");
    }

    @Test
    void textIsShownAsText() {
        given().contentType("text/plain")
                .body("grüße €".getBytes(StandardCharsets.UTF_8))
                .post("/echo")
                .then()
                .body("body.bytes", equalTo(11))
                .body("body.text", equalTo("grüße €"))
                .body("body.base64", nullValue())
                .body("body.sha256", matchesPattern("[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c3", "e282", "c0af", "eda080", "610080"})
    void whatIsNoUtf8IsShownInBase64(String hex) {
        byte[] body = HexFormat.of().parseHex(hex);
        given().contentType("application/octet-stream")
                .body(body)
                .post("/echo")
                .then()
                .body("body.bytes", equalTo(body.length))
                .body("body.text", nullValue())
                .body("body.base64", equalTo(Base64.getEncoder().encodeToString(body)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aCharacterCutByTheEdgeIsLeftOut(int inside) throws Exception {
        String text = "a".repeat(SHOWN - inside);
        byte[] body = (text + "\uD83D\uDE00 and more").getBytes(StandardCharsets.UTF_8);
        given().contentType("text/plain")
                .body(body)
                .post("/echo")
                .then()
                .body("body.bytes", equalTo(body.length))
                .body("body.text", equalTo(text))
                .body("body.base64", nullValue())
                .body("body.sha256", equalTo(sha256(body)));
    }

    @Test
    void ofALargeBodyTheFirst64KibAreShown() throws Exception {
        byte[] body = new byte[3_000_001];
        new Random(1).nextBytes(body);
        given().contentType("application/octet-stream")
                .body(body)
                .post("/echo")
                .then()
                .statusCode(200)
                .body("body.bytes", equalTo(body.length))
                .body("body.sha256", equalTo(sha256(body)))
                .body("body.base64", equalTo(Base64.getEncoder().encodeToString(Arrays.copyOf(body, SHOWN))));
    }

    /** Names and values of trailers in turn, and how the echo shows them. */
    static Stream<Arguments> trailers() {
        return Stream.of(
                arguments(List.of("x-check", "abc"), "{x-check=abc}"),
                arguments(List.of("t", "1", "t", "2"), "{t=[1, 2]}"),
                arguments(List.of("t", "2", "u", "x", "t", "1"), "{t=[2, 1], u=x}"),
                arguments(List.of("z", "3", "b", "", "z", "2", "a", "4", "z", "3"), "{z=[3, 2, 3], b=, a=4}"),
                arguments(List.of(), "{}"));
    }

    @ParameterizedTest
    @MethodSource("trailers")
    void trailersAreShownInTheirOrderOverHttp11(List<String> trailers, String shown) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < trailers.size(); i += 2) {
            lines.append(trailers.get(i).toUpperCase(Locale.ROOT))
                    .append(": ")
                    .append(trailers.get(i + 1))
                    .append('\n');
        }
        String answer = exchange("""
                POST /echo HTTP/1.1
                Host: localhost
                Connection: close
                Trailer: X-Check
                Transfer-Encoding: chunked

                5
                hello
                0
                %s
                """.formatted(lines));
        JsonPath echo = JsonPath.from(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        assertThat(echo.getString("body.text")).isEqualTo("hello");
        assertThat(echo.getMap("trailers")).hasToString(shown);
    }

    @ParameterizedTest
    @MethodSource("trailers")
    void trailersAreShownInTheirOrderOverHttp2(List<String> trailers, String shown) {
        try (ScriptedPeer peer = ScriptedPeer.connect(port())) {
            peer.greet().post(1, "/echo").data(1, "hello", trailers.isEmpty() ? Flags.END_STREAM : 0);
            if (!trailers.isEmpty()) {
                peer.headers(1, Flags.END_STREAM, trailers.toArray(String[]::new));
            }
            JsonPath echo = JsonPath.from(peer.response(1).text());
            assertThat(echo.getString("body.text")).isEqualTo("hello");
            assertThat(echo.getMap("trailers")).hasToString(shown);
        }
    }

    @Test
    void theAcceptFieldIsAmongTheHeaders() {
        given().header("Accept", "application/json;q=0.5")
                .get("/echo")
                .then()
                .body("headers.collect { it[0].toLowerCase() }", hasItem("accept"))
                .body("headers.collect { it[1] }", hasItem(containsString("q=0.5")))
                .body("headers.collect { it.size() }.unique()", contains(2));
    }

    private static String sha256(byte[] body) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    }
}
