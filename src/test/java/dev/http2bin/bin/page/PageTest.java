package dev.http2bin.bin.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import dev.http2bin.peer.Http1;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What {@code GET /} and the endpoints of its labs answer. */
@RunningService
class PageTest {

    @LocalServerPort
    int port;

    private RequestSpecification given() {
        return Http1.given(port);
    }

    @Test
    void aBrowserGetsThePageWithAStrictPolicy() {
        given().accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("content-security-policy", startsWith("default-src 'none'; script-src 'self';"))
                .header("vary", "Accept")
                .body(containsString("<h1>http2bin</h1>"));
    }

    @Test
    void anAcceptOfMoreFormsThanCanBeSortedIsNotAcceptable() {
        given().accept("text/x,".repeat(60) + "text/html").get("/").then().statusCode(406);
    }

    @Test
    void aTerminalGetsTheEndpointsAsText() {
        given().accept("*/*")
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString("GET,POST   /faults/reset"))
                .body(containsString("any        /echo"));
    }

    @Test
    void aProgramGetsTheEndpointsAsJson() {
        given().accept("application/json")
                .get("/")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("endpoints.path", hasItems("/version", "/stream/body", "/connection/events"))
                .body("endpoints.find { it.path == '/body' }.methods", equalTo(java.util.List.of("POST")));
    }

    @Test
    void anotherFormIsRefused() {
        given().accept("image/png").get("/").then().statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.js", "page.css", "live.js", "icon.svg"})
    void whatThePageUsesIsThere(String file) {
        given().get("/page/" + file).then().statusCode(200);
    }

    @Test
    void nothingOfThePageComesFromElsewhereOrIsMadeOfMarkup() throws Exception {
        var files = new org.springframework.core.io.support.PathMatchingResourcePatternResolver()
                .getResources("classpath:static/page/*");
        assertThat(files).hasSizeGreaterThan(10);
        for (var file : files) {
            String text = file.getContentAsString(java.nio.charset.StandardCharsets.UTF_8)
                    .replace("http://www.w3.org/2000/svg", "")
                    .replace("https://localhost:8443", "");
            assertThat(text)
                    .as(String.valueOf(file.getFilename()))
                    .doesNotContainPattern("https?://[a-z]")
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    @Test
    void aTileMayBeTimedByOtherPagesAndSaysItsStream(ScriptedPeer peer) {
        peer.greet().get(1, "/lab/tiles/7?delay=50ms");
        ScriptedPeer.Response tile = peer.response(1);
        assertThat(tile.headers().field("timing-allow-origin")).isEqualTo("*");
        assertThat(tile.headers().field("access-control-allow-origin")).isEqualTo("*");
        assertThat(tile.headers().field("content-type")).startsWith("image/svg+xml");
        assertThat(tile.text()).contains(">1</text>");
    }

    @Test
    void theReportSaysThatCurlDoesNothingWithAHint(ScriptedPeer peer) {
        peer.greet().get(1, "/early-hints?delay=10ms");
        String link = String.valueOf(
                peer.awaitFrame(dev.http2bin.http2.frame.FrameType.HEADERS, 1).field("link"));
        String id = link.replaceFirst(".*id=([0-9a-f-]+)>.*", "$1");
        assertThat(peer.response(1).status()).isEqualTo("200");
        peer.get(3, "/early-hints/report?id=" + id);
        JsonPath report = JsonPath.from(peer.response(3).text());
        assertThat(report.getBoolean("used")).isFalse();
        assertThat(report.getString("hints")).isEqualTo("sent; count=1");
        assertThat(report.<String>getList("findings")).anyMatch(words -> words.contains("not a browser of today"));
    }

    @Test
    void theReportSaysThatAHintWasUsed(ScriptedPeer peer) {
        peer.greet().get(1, "/early-hints?delay=400ms", "sec-fetch-mode", "navigate");
        String link = String.valueOf(
                peer.awaitFrame(dev.http2bin.http2.frame.FrameType.HEADERS, 1).field("link"));
        String id = link.replaceFirst(".*id=([0-9a-f-]+)>.*", "$1");
        peer.get(3, "/early-hints/style.css?id=" + id);
        assertThat(peer.response(1).status()).isEqualTo("200");
        peer.get(5, "/early-hints/report?id=" + id);
        JsonPath report = JsonPath.from(peer.response(5).text());
        assertThat(report.getBoolean("used")).isTrue();
        assertThat(report.getInt("styleRequests")).isEqualTo(1);
        assertThat(report.getDouble("styleRequested")).isLessThan(report.getDouble("answered"));
    }

    @Test
    void theReportOfAnUnknownPageIs404() {
        given().get("/early-hints/report?id=none").then().statusCode(404).body("detail", containsString("id"));
    }
}
