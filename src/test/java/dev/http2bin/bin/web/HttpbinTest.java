package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.ScriptedPeer;
import io.airlift.compress.zstd.ZstdInputStream;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tests of HTTP clients know from httpbin, over both protocols. */
class HttpbinTest extends RunningServer {

    @ParameterizedTest
    @CsvSource({"GET,/anything", "POST,/anything/a/b?c=d", "DELETE,/anything", "OPTIONS,/anything/x", "PURGE,/anything"
    })
    void anythingIsTheEcho(String method, String target) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            JsonPath echo = JsonPath.from(ask(version, method, target).body());
            assertThat(echo.getString("method")).isEqualTo(method);
            assertThat(echo.getString("path")).isEqualTo(target.replaceFirst("\\?.*", ""));
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void theFieldsOfARequestAreNamed(HttpClient.Version version) throws Exception {
        JsonPath headers = JsonPath.from(ask(version, "GET", "/headers", "X-One", "1", "X-One", "2", "x-empty", "")
                .body());
        assertThat(headers.getString("headers.x-one")).isEqualTo("1, 2");
        assertThat(headers.getString("headers.x-empty")).isEmpty();
        assertThat(headers.getMap("headers")).doesNotContainKey(":path");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void anAnswerHasTheFieldsThatWereAskedFor(HttpClient.Version version) throws Exception {
        String large = "v".repeat(4_000);
        HttpResponse<String> answer = ask(version, "GET", "/response-headers?x-a=1&x-a=2&X-B=b%20c&x-large=" + large);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("x-a")).containsExactly("1", "2");
        assertThat(answer.headers().firstValue("x-large")).hasValue(large);
        assertThat(JsonPath.from(answer.body()).getList("x-a")).isEqualTo(List.of("1", "2"));
        assertThat(ask(version, "GET", "/response-headers?Content-Type=text/x")
                        .headers()
                        .firstValue("content-type"))
                .hasValue("text/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/response-headers?connection=close",
                "/response-headers?Content-Length=1",
                "/response-headers?transfer-encoding=chunked",
                "/response-headers?a%20b=1",
                "/response-headers?a=1%0d%0ab:2",
                "/response-headers?=1",
                "/response-headers?a=%C3%A9",
                "/trailers?content-length=1",
                "/trailers?:status=1",
                "/trailers?a=%00",
                "/cookies/set?a=b%3Bc",
                "/cookies/set?a=%22",
                "/redirect/0",
                "/redirect/101",
                "/redirect/x"
            })
    void whatWouldBreakAnAnswerIsRefused(String target) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", target);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource({"3,/redirect/2", "2,/redirect/1", "1,/hello"})
    void aRedirectLeadsToTheNext(int n, String next) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", "/redirect/" + n);
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("location")).hasValue(next);
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void cookiesAreSetAndShown(HttpClient.Version version) throws Exception {
        HttpResponse<String> set = ask(version, "GET", "/cookies/set?a=1&b=x-y");
        assertThat(set.statusCode()).isEqualTo(302);
        assertThat(set.headers().firstValue("location")).hasValue("/cookies");
        assertThat(set.headers().allValues("set-cookie")).containsExactly("a=1; Path=/", "b=x-y; Path=/");
        JsonPath shown = JsonPath.from(
                ask(version, "GET", "/cookies", "Cookie", "a=1; b=x=y;c=").body());
        assertThat(shown.getMap("cookies")).isEqualTo(Map.of("a", "1", "b", "x=y", "c", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
    void aCodingIsWhatItsNameSays(String coding) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<byte[]> answer = ask(
                    BodyHandlers.ofByteArray(),
                    version,
                    "GET",
                    "/" + coding,
                    "Accept-Encoding",
                    "identity",
                    "Range",
                    "bytes=0-1");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-encoding")).hasValue(coding);
            assertThat(answer.headers().firstValue("accept-ranges")).isEmpty();
            String json = new String(decoded(coding, answer.body()).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(JsonPath.from(json).getString("coding")).isEqualTo(coding);
            assertThat(JsonPath.from(json).getString("url")).isEqualTo("/" + coding);
        }
    }

    private static InputStream decoded(String coding, byte[] content) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(content);
        return switch (coding) {
            case "gzip" -> new GZIPInputStream(in);
            case "deflate" -> new InflaterInputStream(in);
            case "br" -> new BrotliInputStream(in);
            default -> new ZstdInputStream(in);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "/basic-auth/me/secret,Basic me:secret,200",
        "/basic-auth/me/secret,basic me:secret,200",
        "/basic-auth/me/secret,Basic me:other,401",
        "/basic-auth/me/secret,Bearer me:secret,401",
        "/bearer,Bearer x,200",
        "/bearer,bearer x.y,200",
        "/bearer,Basic x,401"
    })
    void credentialsAreAskedFor(String target, String shown, int status) throws Exception {
        String[] parts = shown.split(" ", 2);
        String field = parts[1].contains(":")
                ? parts[0] + " " + Base64.getEncoder().encodeToString(parts[1].getBytes(StandardCharsets.UTF_8))
                : shown;
        for (HttpClient.Version version : HttpClient.Version.values()) {
            assertThat(ask(version, "GET", target, "Authorization", field).statusCode())
                    .isEqualTo(status);
            HttpResponse<String> without = ask(version, "GET", target);
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("www-authenticate").orElse(""))
                    .startsWith(target.startsWith("/basic") ? "Basic realm=" : "Bearer realm=");
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void eventsComeOneByOne(HttpClient.Version version) throws Exception {
        HttpResponse<String> events = ask(version, "GET", "/sse?count=3&interval=0.01");
        assertThat(events.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(events.body()).matches("(id: \\d\nevent: ping\ndata: \\{\"id\":\\d,\"timestamp\":\\d+}\n\n){3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trailers?x-a=1", "/trailers?x-a=1&x-b=b%20c", "/trailers?x-a=1&x-a=2"})
    void trailersAreThoseThatWereAskedFor(String target) throws Exception {
        boolean twice = target.endsWith("x-a=2");
        String overHttp1 =
                exchange("GET " + target + " HTTP/1.1\nHost: localhost\nTE: trailers\nConnection: close\n\n");
        assertThat(overHttp1).contains("\r\nx-a: " + (twice ? "1, 2" : "1") + "\r\n", "\r\nx-checksum: ");
        try (ScriptedPeer peer = ScriptedPeer.connect(port())) {
            PeerFrame trailers = Objects.requireNonNull(
                    peer.greet().get(1, target).response(1).trailers());
            assertThat(trailers.field("x-a")).isEqualTo(twice ? "1, 2" : "1");
            assertThat(trailers.field("x-checksum")).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trailers?X-A=1&x-a=2", "/trailers?x-a=1&X-A=2"})
    void trailersThatDifferInCaseAloneAreOne(String target) throws Exception {
        assertThat(exchange("GET " + target + " HTTP/1.1\nHost: localhost\nConnection: close\n\n"))
                .containsIgnoringCase("\r\nx-a: 1, 2\r\n");
        try (ScriptedPeer peer = ScriptedPeer.connect(port())) {
            PeerFrame trailers = Objects.requireNonNull(
                    peer.greet().get(1, target).response(1).trailers());
            assertThat(trailers.field("x-a")).isEqualTo("1, 2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Type", "set-cookie", "Content-Length", "host", "Transfer-Encoding", "ETag=1&location"})
    void whatNoTrailerMayBeIsRefused(String name) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", "/trailers?" + name + "=1");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(JsonPath.from(answer.body()).getString("detail"))
                    .startsWith(name.replaceFirst(".*&", "") + " cannot be a trailer")
                    .contains("RFC 9110 §6.5.1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/get|/anything",
                "/post|/anything",
                "/ip|/connection",
                "/stream-bytes/10|/bytes/{n}",
                "/user-agent|/headers",
                "/redirect-to?url=x|/redirect/{n}",
                "/vesion|Near it: /version",
                "/statuss/200|Near it: /status/{code}",
                "/Hallo|Near it: /hello",
                "/connections/frames|Near it: /connection,",
                "/qwertzuiop|Nothing is at this path. /docs"
            })
    void anUnknownPathHelps(String target, String help) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", target);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(JsonPath.from(answer.body()).getString("detail")).contains(help, "/docs");
        }
    }
}
