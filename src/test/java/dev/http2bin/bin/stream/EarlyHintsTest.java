package dev.http2bin.bin.stream;

import static java.net.http.HttpClient.Version.HTTP_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.restassured.response.Response;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /stream/early-hints}. The JDK's client swallows each 103: that they come is for other clients to show. */
class EarlyHintsTest extends Service {

    private static final Pattern STYLE =
            Pattern.compile("<(/early-hints/style\\.css\\?id=[0-9a-f-]{36})>; rel=preload; as=style");

    @Test
    void thePageUsesWhatWasHinted() throws Exception {
        HttpResponse<String> answer = get(HTTP_2, "/stream/early-hints?delay=1ms&count=2");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-early-hints")).contains("sent; count=2");
        assertThat(answer.headers().firstValue("content-type")).contains("text/html;charset=utf-8");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        Matcher link = STYLE.matcher(answer.headers().firstValue("link").orElseThrow());
        assertThat(link.matches()).isTrue();
        assertThat(answer.body()).contains("<link rel=\"stylesheet\" href=\"" + link.group(1) + "\">");
    }

    @ParameterizedTest
    @CsvSource({"'',skipped; reason=http1", "&force=true,sent; count=1", "&count=0,sent; count=0"})
    void overHttp1HintsAreSentOnlyByForce(String query, String outcome) {
        assertThat(given().get("/stream/early-hints?delay=1ms" + query).header("x-early-hints"))
                .isEqualTo(outcome);
    }

    @Test
    void linksOfTheCallerAreRepeated() {
        List<String> links = List.of(
                "</files/page.css>; rel=preload; as=style",
                "<https://elsewhere.example/x.css>; rel=preload; as=style",
                "<https://fonts.example>; rel=preconnect; crossorigin");
        StringBuilder target = new StringBuilder("/stream/early-hints?delay=0s");
        links.forEach(link -> target.append("&link=").append(URLEncoder.encode(link, StandardCharsets.UTF_8)));
        Response answer = given().get(target.toString());
        assertThat(answer.headers().getValues("link")).isEqualTo(links);
        assertThat(answer.asString()).contains("href=\"/files/page.css\"").doesNotContain("href=\"https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"count=11", "count=x", "count=1&count=2", "delay=61s", "force=maybe", "link=x"})
    void whatIsOutOfBoundsIsRefused(String query) {
        given().get("/stream/early-hints?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("'" + query.substring(0, query.indexOf('=')) + "' must be "));
    }
}
