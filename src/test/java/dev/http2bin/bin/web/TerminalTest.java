package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as a terminal shows them: JSON that is indented and ends its line, and plain text for whoever asks for that. */
class TerminalTest extends RunningServer {

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/stream/version", "/version?a=%20b"})
    void versionIsOneLine(String target) throws Exception {
        assertThat(ask(HttpClient.Version.HTTP_2, "GET", target).body())
                .isEqualTo("{\"httpVersion\":\"2.0\",\"url\":\"" + target + "\"}\n");
        assertThat(ask(HttpClient.Version.HTTP_1_1, "GET", target, "Accept", "application/json")
                        .body())
                .isEqualTo("{\"httpVersion\":\"1.1\",\"url\":\"" + target + "\"}\n");
    }

    @ParameterizedTest
    @CsvSource({"POST,/body", "POST,/stream/body"})
    void soIsTheReceiptOfABody(String method, String target) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            assertThat(ask(version, method, target).body()).matches("\\{\"received\":0,.*}\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/echo",
        "GET,/files",
        "GET,/faults",
        "GET,/connection",
        "GET,/connection/client",
        "GET,/delay/0",
        "GET,/status/200",
        "GET,/status/503",
        "GET,/absent",
        "GET,/stream/absent",
        "DELETE,/version",
        "DELETE,/stream/version",
        "GET,/clock?ticks=x",
        "GET,/push",
        "GET,/openapi"
    })
    void allOtherJsonIsIndented(String method, String target) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, method, target);
            assertThat(answer.body())
                    .matches("(?s)\\{\n  \"[a-z0-9A-Z]+\": .*\n}\n")
                    .doesNotContain("\" :", "{ }", "[ ]");
            assertThat(answer.headers().firstValue("content-type").orElse("")).endsWith("json");
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void numbersHaveNoExponents(HttpClient.Version version) throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ask(version, "GET", "/connection").body()).doesNotContainPattern("[0-9][eE][-+]?[0-9]+,?\n");
            assertThat(ask(version, "POST", "/body").body()).doesNotContainPattern("[0-9]E-[0-9]");
            assertThat(ask(version, "GET", "/connection/client").body()).doesNotContainPattern("[0-9]E-?[0-9]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/connection|id: |settings.MAX_CONCURRENT_STREAMS: 100",
                "/connection/streams|streams.1.state: |streamsActive: 1",
                "/connection/hpack|hpack|inbound"
            })
    void theViewsOfAConnectionAreTextForWhoeverAsks(String target, String one, String other) throws Exception {
        HttpResponse<String> text = ask(HttpClient.Version.HTTP_2, "GET", target, "Accept", "text/plain");
        assertThat(text.statusCode()).isEqualTo(200);
        assertThat(text.headers().firstValue("content-type")).hasValue("text/plain;charset=utf-8");
        assertThat(text.body()).endsWith("\n");
        assertThat(text.body().lines()).allMatch(line -> line.matches("[^ ]+: .*"));
        if (!target.endsWith("hpack")) {
            assertThat(text.body()).contains(one, other);
        }
        HttpResponse<String> overHttp1 = ask(HttpClient.Version.HTTP_1_1, "GET", target, "Accept", "text/plain");
        assertThat(overHttp1.body()).startsWith("HTTP/1.1 has no streams");
        assertThat(ask(HttpClient.Version.HTTP_2, "GET", target).headers().firstValue("content-type"))
                .hasValue("application/json");
    }

    @Test
    void eventsAreALineEach() throws Exception {
        assertThat(ask(HttpClient.Version.HTTP_1_1, "GET", "/connection/events").body())
                .containsPattern("data: \\{\"protocol\":\"HTTP/1.1\",.*}\n");
    }
}
