package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /hello}, {@code /version}, {@code /stream-id} and {@code /push}. */
class PlainTest extends RunningServer {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hello",
                "/hello/",
                "/hello/a/b",
                "/hello//a",
                "/hello?x=1&x=2&y",
                "/hello/a%20b%2Fc?q=%C3%A9+%26",
                "/hello/%e4%b8%ad;v=1",
                "/hello/./a/../b",
                "/hello/%2e%2e/x"
            })
    void helloShowsTheTargetAsItCame(String target) throws Exception {
        HttpResponse<String> answer = get(target);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("content-type")).containsExactly("text/plain; charset=utf-8");
        assertThat(answer.body()).isEqualTo("You requested " + target + " over HTTP/1.1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/version?a=%20b&a"})
    void versionShowsProtocolAndTarget(String target) throws Exception {
        HttpResponse<String> answer = get(target);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("content-type")).containsExactly("application/json");
        assertThat(answer.body()).isEqualTo("{\"httpVersion\":\"1.1\",\"url\":\"" + target + "\"}\n");
    }

    /** The first is answered without negotiation, and must not tell from the others. */
    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/*", "text/html, */*;q=0.1"})
    void versionIsTheSameForWhoeverTakesJson(String accept) {
        given().accept(accept)
                .get("/version")
                .then()
                .statusCode(200)
                .header("content-type", "application/json")
                .header("content-length", "39")
                .header("content-disposition", nullValue())
                .body("httpVersion", equalTo("1.1"), "url", equalTo("/version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json"})
    void whatLooksLikeAFileIsServedAsAnyOther(String accept) {
        given().accept(accept)
                .get("/version;setup.bat")
                .then()
                .statusCode(200)
                .header("content-disposition", nullValue())
                .body("url", equalTo("/version;setup.bat"));
    }

    @Test
    void streamIdSaysThatHttp1HasNoStreams() {
        given().get("/stream-id").then().statusCode(200).body(equalTo("served on no stream: HTTP/1.1 has none\n"));
    }

    @Test
    void headOfHelloHasNoBody() {
        given().head("/hello").then().statusCode(200).body(equalTo(""));
    }

    @Test
    void pushIsGone() {
        given().get("/push")
                .then()
                .statusCode(410)
                .contentType("application/problem+json")
                .body("status", equalTo(410))
                .body("instance", equalTo("/push"))
                .body("detail", equalTo("Browsers have dropped server push. Use /early-hints, which does its work."));
    }
}
