package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.ScriptedPeer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Fields and content that have to fit each other (RFC 9110), over both protocols. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MessageTest extends RunningServer {

    @TempDir
    private static Path files;

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry properties) throws IOException {
        Files.write(files.resolve("empty"), new byte[0]);
        Files.writeString(files.resolve("one"), "1", StandardCharsets.UTF_8);
        properties.add("http2bin.files.directory", files::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "/files/empty,bytes=-1,200",
        "/stream/files/empty,bytes=-1,200",
        "/bytes/0,bytes=-5,200",
        "/stream/bytes/0,'bytes=0-0,-1',200",
        "/files/empty,bytes=0-,416",
        "/files/empty,bytes=-0,416",
        "/files/one,bytes=-1,206",
        "/files/one,bytes=-0,416"
    })
    void theEndOfNothingIsNothing(String target, String range, int status) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", target, "Range", range);
            assertThat(answer.statusCode()).isEqualTo(status);
            if (status == 200) {
                assertThat(answer.body()).isEmpty();
                assertThat(answer.headers().map()).doesNotContainKey("content-range");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/clock?ticks=2&interval=1ms",
                "/connection/events",
                "/status/204",
                "/status/205",
                "/status/304",
                "/status/200",
                "/drip?bytes=2&duration=0",
                "/version",
                "/stream/version",
                "/trailers",
                "/files/empty",
                "/files/one",
                "/bytes/0",
                "/delay/0"
            })
    void headHasNoLengthThatGetHasNot(String target) throws Exception {
        String get = head(exchange("GET " + target + " HTTP/1.1\nHost: localhost\nConnection: close\n\n"));
        try (Socket socket = connect()) {
            String two = "HEAD " + target + " HTTP/1.1\nHost: localhost\n\n"
                    + "GET /hello HTTP/1.1\nHost: localhost\nConnection: close\n\n";
            send(socket, two);
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            String length = length(head(answers));
            assertThat(length).isIn("", length(get));
            assertThat(answers.substring(head(answers).length()))
                    .as("what comes behind")
                    .startsWith("\r\n\r\nHTTP/1.1 200 OK\r\n");
        }
        HttpResponse<String> over2 = ask(HttpClient.Version.HTTP_2, "HEAD", target);
        String getOver2 = ask(
                        HttpClient.Version.HTTP_2, "GET", target.startsWith("/connection") ? "/clock?ticks=1" : target)
                .headers()
                .firstValue("content-length")
                .orElse("");
        assertThat(over2.headers().firstValue("content-length").orElse("")).isIn("", getOver2);
    }

    private static String head(String answer) {
        return answer.substring(0, answer.indexOf("\r\n\r\n"));
    }

    private static String length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({"/version,'GET, HEAD, OPTIONS'", "/body,'POST, OPTIONS'", "/faults/reset,'GET, HEAD, OPTIONS, POST'"})
    void optionsOfAControllerNamesItsMethodsAndNoPatch(String path, String allow) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "OPTIONS", path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("allow").orElse("").split(", "))
                    .containsExactlyInAnyOrder(allow.split(", "));
            assertThat(answer.headers().map()).doesNotContainKey("accept-patch");
        }
    }

    @ParameterizedTest
    @CsvSource({"/echo,1200,400", "/version,1001,400", "/stream/version,5000,400", "/clock,1001,400", "/echo,1000,200"})
    void tooManyParametersAreAProblem(String path, int count, int status) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", path + "?" + "a&".repeat(count - 1) + "a");
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("content-type").orElse(""))
                    .isEqualTo(status == 200 ? "application/json" : "application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"q={x}", "a|b", "x^2", "`", "a\\b", "{}|^`={}|^`&q=%7Bx%7D", "?{"})
    void overHttp2WhatBrowsersLeaveInAQueryIsEchoedAsItCame(String query) {
        for (String path : new String[] {"/hello", "/stream/hello"}) {
            String target = path + "?" + query;
            try (ScriptedPeer peer = ScriptedPeer.connect(port())) {
                assertThat(peer.greet().get(1, target).response(1).text())
                        .isEqualTo("You requested " + target + " over HTTP/2\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/anything/a|b", "/anything/|?|", "/anything/||/%7C"})
    void aBarInAPathIsEchoedAsItCame(String target) throws Exception {
        String one = "\"path\": \"" + target.replaceFirst("\\?.*", "") + "\"";
        try (ScriptedPeer peer = ScriptedPeer.connect(port())) {
            assertThat(peer.greet().get(1, target).response(1).text()).contains(one);
        }
        assertThat(exchange("GET " + target + " HTTP/1.1\nHost: localhost\nConnection: close\n\n"))
                .contains(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hello/{x}",
                "/hello?q=\"",
                "/hello?a<b",
                "/hello?a>b",
                "/hello^x",
                "/hello`",
                "/hello\\x",
                "/hello?q=%zz",
                "/hello?q=%"
            })
    void overHttp2OthersAreAProblem(String target) {
        try (ScriptedPeer peer = ScriptedPeer.connect(port())) {
            assertThat(peer.greet().get(1, target).response(1).text()).contains("Percent-encode it");
        }
    }
}
