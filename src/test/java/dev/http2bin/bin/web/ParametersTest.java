package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters that an endpoint does not know, over both protocols. */
class ParametersTest extends RunningServer {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/drip?numbytes=5|'numbytes' is no parameter of this path. Its parameters are 'bytes', 'duration'.",
                "HEAD|/drip?numbytes=5|",
                "PUT|/drip?=5|'' is no parameter of this path. Its parameters are 'bytes', 'duration'.",
                "GET|/clock?ticks=2.5|'ticks' must be a whole number from 1 to 1000, not '2.5'. Its parameters are",
                "GET|/clock?Ticks=2|'Ticks' is no parameter of this path. Its parameters are 'ticks', 'interval'.",
                "GET|/clock?ticks=2&tick%73=3|'ticks' must be a whole number",
                "GET|/connection/frames?first=1|'first' is no parameter of this path. Its only parameter is 'last'.",
                "GET|/check?for=1|Its only parameter is 'after'.",
                "GET|/early-hints?links=x|Its parameters are 'count', 'delay', 'force', 'link'.",
                "GET|/stream/early-hints?links=x|Its parameters are 'count', 'delay', 'force', 'link'.",
                "POST|/body?digest=false|'digest' is no parameter of this path. Its only parameter is 'digests'.",
                "POST|/stream/body?digest=false|'digest' is no parameter of this path. Its only parameter is 'digests'.",
                "POST|/body?digests=perhaps|must be true or false, not 'perhaps'. Its only parameter is 'digests'.",
                "POST|/stream/body?digests=perhaps|not 'perhaps'. Its only parameter is 'digests'.",
                "GET|/faults/reset?code=CANCEL|'code' is no parameter of this path. Its parameters are 'error', 'after', 'times', 'run'.",
                "POST|/faults/stall?fro=1s|Its only parameter is 'for'.",
                "GET|/lab/tiles/1?utm_source=x|'utm_source' is no parameter of this path. Its parameters are 'delay', 'run'.",
                "GET|/early-hints/report?id=1&i%64%20=2|'id ' is no parameter of this path. Its only parameter is 'id'."
            })
    void anUnknownOrMalformedOneIsRefusedWithThoseThereAre(String method, String target, String detail)
            throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, method, target);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains(detail == null ? "" : detail);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?utm_source=x",
                "/swagger-ui/index.html?utm_source=x",
                "/openapi?v=1",
                "/files?v=1",
                "/files/hello.txt?v=1",
                "/stream/files/hello.txt?v=1",
                "/page/page.css?v=1",
                "/version?any=1",
                "/stream/version?any=1",
                "/hello?any=1",
                "/stream/hello?any=1",
                "/echo?any=1",
                "/trailers?any=1",
                "/bytes/1?any=1",
                "/delay/0?any=1",
                "/status/200?any=1",
                "/connection?any=1",
                "/faults?any=1",
                "/lab/tiles/1?delay=0&run=1"
            })
    void whereThereAreNoneTheyAreIgnored(String target) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            assertThat(ask(version, "GET", target).statusCode()).isEqualTo(200);
        }
    }
}
