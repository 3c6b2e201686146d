package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a page of another origin makes. */
class CrossOriginTest extends RunningServer {
    private static final String ORIGIN = "https://elsewhere.example";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/version",
                "/stream/version",
                "/echo/a",
                "/hello",
                "/stream/hello/a",
                "/status/200",
                "/status/404",
                "/delay/0",
                "/bytes/1",
                "/stream/bytes/1",
                "/trailers",
                "/clock?ticks=1"
            })
    void aPageReadsTheExchangeEndpoints(String target) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            for (String method : new String[] {"GET", "HEAD"}) {
                HttpHeaders fields =
                        ask(version, method, target, "Origin", ORIGIN).headers();
                assertThat(fields.allValues("access-control-allow-origin")).containsExactly("*");
                assertThat(fields.allValues("access-control-expose-headers")).containsExactly("*");
                assertThat(fields.allValues("vary")).contains("Origin");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/clock?nope=1,*/*,400",
        "/drip?numbytes=5,*/*,400",
        "/early-hints?nope=1,*/*,400",
        "/stream/early-hints?nope=1,*/*,400",
        "/version,image/png,406",
        "/stream/version,image/png,406",
        "/headers,garbage,406",
        "/body,*/*,405",
        "/basic-auth/a/b,*/*,401",
        "/bytes,*/*,404"
    })
    void aPageReadsTheirErrorsToo(String target, String accept, int status) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", target, "Origin", ORIGIN, "Accept", accept);
            assertThat(answer.statusCode()).isEqualTo(status);
            HttpHeaders fields = answer.headers();
            assertThat(fields.allValues("access-control-allow-origin")).containsExactly("*");
            assertThat(fields.allValues("access-control-expose-headers")).containsExactly("*");
            assertThat(fields.allValues("vary")).contains("Origin");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/faults/reset?nope=1,*/*,400",
        "/connection/frames?nope=1,*/*,400",
        "/connection,image/png,406",
        "/connection/ping,*/*,405",
        "/absent,*/*,404",
        "/stream/body?nope=1,*/*,405"
    })
    void itReadsNoErrorsOfOthers(String target, String accept, int status) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", target, "Origin", ORIGIN, "Accept", accept);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/faults",
        "GET,/connection",
        "GET,/connection/client",
        "GET,/connection/events",
        "GET,/files",
        "GET,/files/hello.txt",
        "GET,/stream/files/hello.txt",
        "GET,/check",
        "GET,/",
        "GET,/openapi",
        "POST,/body",
        "POST,/echo"
    })
    void itReadsNoOthers(String method, String target) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = version == HttpClient.Version.HTTP_2 && target.endsWith("events")
                    ? ask(version, "HEAD", target, "Origin", ORIGIN)
                    : ask(version, method, target, "Origin", ORIGIN);
            assertThat(answer.statusCode()).isBetween(200, 299);
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/version,GET,*",
        "/stream/version,GET,*",
        "/echo,PUT,*",
        "/stream/hello,HEAD,*",
        "/body,POST,*",
        "/stream/body,POST,",
        "/connection/ping,POST,",
        "/connection,GET,",
        "/faults/goaway,POST,",
        "/faults/reset,GET,",
        "/files/hello.txt,GET,"
    })
    void aPreflightIsAnsweredAndNotCarriedOut(String target, String method, String allowed) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(
                    version,
                    "OPTIONS",
                    target,
                    "Origin",
                    ORIGIN,
                    "Access-Control-Request-Method",
                    method,
                    "Access-Control-Request-Headers",
                    "x-a, x-b");
            assertThat(answer.statusCode()).isIn(200, 204);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers()
                            .firstValue("access-control-allow-origin")
                            .orElse(null))
                    .isEqualTo(allowed);
            if (allowed != null) {
                assertThat(answer.headers().firstValue("access-control-allow-methods"))
                        .hasValue("GET, HEAD");
                assertThat(answer.headers().firstValue("access-control-allow-headers"))
                        .hasValue("x-a, x-b");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/no-such-path,404", "/stream/no-such-path,404", "/no/such.path,404", "/page/docs.css,200"})
    void aPreflightForWhatNoControllerAnswersIsAsAnyOptions(String target, int status) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer =
                    ask(version, "OPTIONS", target, "Origin", ORIGIN, "Access-Control-Request-Method", "GET");
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
            if (status == 404) {
                assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
            }
        }
    }

    /** A cache must not give a page what it got for somebody else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hello",
                "/stream/hello",
                "/echo",
                "/status/301",
                "/bytes/1",
                "/stream/bytes/1",
                "/headers",
                "/gzip",
                "/clock?ticks=1",
                "/bytes/x",
                "/stream/bytes/x"
            })
    void withoutAnOriginACacheIsTold(String target) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpHeaders fields = ask(version, "GET", target).headers();
            assertThat(fields.allValues("vary")).containsExactly("Origin");
            assertThat(fields.map()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/stream/version"})
    void withoutAnOriginNothingIsAdded(String target) throws Exception {
        assertThat(ask(HttpClient.Version.HTTP_2, "GET", target).headers().map())
                .containsOnlyKeys(":status", "content-type", "date");
    }
}
