package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /early-hints}. */
class HintsTest extends RunningServer {

    private static final Pattern STYLE =
            Pattern.compile("<(/early-hints/style\\.css\\?id=[0-9a-f-]{36})>; rel=preload; as=style");

    @Test
    void overHttp1TheHintsAreSkippedAndTheAnswerSaysSo() {
        Response answer = given().get("/early-hints?delay=1ms");
        answer.then()
                .statusCode(200)
                .header("x-early-hints", "skipped; reason=http1")
                .header("content-type", "text/html;charset=utf-8")
                .header("cache-control", "no-store");
        Matcher link = STYLE.matcher(answer.header("link"));
        assertThat(link.matches()).isTrue();
        assertThat(answer.asString())
                .contains("<link rel=\"stylesheet\" href=\"" + link.group(1) + "\">")
                .contains("skipped; reason=http1");
    }

    @Test
    void theHintedStyleSheetIsThereAndKeeps() {
        String style = given().get("/early-hints/style.css?id=1")
                .then()
                .statusCode(200)
                .header("content-type", "text/css;charset=utf-8")
                .header("cache-control", "max-age=31536000, immutable")
                .extract()
                .asString();
        assertThat(style).startsWith("body {");
    }

    @Test
    void forcedHintsComeBeforeTheWaitAndAreAllAlike() throws Exception {
        try (Socket socket = connect()) {
            send(
                    socket,
                    "GET /early-hints?count=3&delay=50ms&force=true HTTP/1.1\nHost: localhost\nConnection: close\n\n");
            String first = readUntil(socket, "\r\n\r\n");
            assertThat(first).startsWith("HTTP/1.1 103 ");
            assertThat(readUntil(socket, "\r\n\r\n")).isEqualTo(first);
            assertThat(readUntil(socket, "\r\n\r\n")).isEqualTo(first);
            Matcher hinted = STYLE.matcher(first);
            assertThat(hinted.find()).isTrue();
            assertThat(readUntil(socket, "\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("x-early-hints: sent; count=3\r\n")
                    .containsIgnoringCase("link: " + hinted.group() + "\r\n");
        }
    }

    @Test
    void withoutAnyHintTheAnswerCountsNone() {
        given().get("/early-hints?count=0&delay=0s").then().statusCode(200).header("x-early-hints", "sent; count=0");
    }

    @Test
    void linksOfTheCallerAreRepeatedAndOnlyLocalOnesAreLoaded() {
        List<String> links = List.of(
                "</files/page.css>; rel=preload; as=style",
                "</files/streams.svg>; rel=preload; as=\"image\"",
                "<https://elsewhere.example/x.css>; rel=preload; as=style",
                "<//elsewhere.example/y.css>; rel=preload; as=style",
                "<https://fonts.example>; rel=preconnect; crossorigin",
                "</x.js>; rel=preload; as=script");
        StringBuilder target = new StringBuilder("/early-hints?delay=0s");
        links.forEach(link -> target.append("&link=").append(URLEncoder.encode(link, StandardCharsets.UTF_8)));
        Response answer = given().get(target.toString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().getValues("link")).isEqualTo(links);
        assertThat(answer.asString())
                .contains("href=\"/files/page.css\"", "src=\"/files/streams.svg\"")
                .doesNotContain("href=\"https", "href=\"//", "src=\"/x.js", "<https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "</a>",
                "</a>; as=style",
                "</a>; rel",
                "</a>; rel=preload\r\nset-cookie: a=b",
                "</a>; rel=preload\n",
                "</a>; rel=preload; title=\"a\u0000b\"",
                "</a>; rel=preload; title=\"\u007f\"",
                "</a\u00e9>; rel=preload",
                "</a b>; rel=preload",
                "</a\"b>; rel=preload",
                "<%zz>; rel=preload",
                "</a>; rel=preload, </b>; rel=preload",
                "</a>; rel=\"preload",
                "</a>; =preload"
            })
    void whatIsNoLinkIsRefused(String link) {
        given().get("/early-hints?link=" + URLEncoder.encode(link, StandardCharsets.UTF_8))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("'link' must be one link"));
    }

    @Test
    void aVeryLongLinkIsRefused() {
        String longLink = URLEncoder.encode("</" + "a".repeat(1024) + ">; rel=preload", StandardCharsets.UTF_8);
        given().get("/early-hints?link=" + longLink).then().statusCode(400);
        given().get("/early-hints?delay=0s" + "&link=%3C/a%3E;rel=next".repeat(11))
                .then()
                .statusCode(400)
                .body("detail", startsWith("'link' may be given at most 10 times."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"count=11", "count=-1", "count=x", "delay=61s", "delay=x", "force=maybe"})
    void whatIsOutOfBoundsIsRefused(String query) {
        given().get("/early-hints?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("'" + query.substring(0, query.indexOf('=')) + "' must be "));
    }
}
