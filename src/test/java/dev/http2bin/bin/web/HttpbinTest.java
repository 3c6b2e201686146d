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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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

    /** RFC 9113 §8.2.3: a client may send each cookie in a field of its own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'cookie: a=1\ncookie: b=2'|a=1; b=2",
                "'Cookie: a=1; b=2\ncookie: c=3'|a=1; b=2; c=3",
                "cookie: a=1|a=1",
                "'cookie: a=1\ncookie: b=2\ncookie: c=x,y'|a=1; b=2; c=x,y"
            })
    void theCrumbsOfACookieAreOne(String fields, String cookie) throws Exception {
        String request = "GET /headers HTTP/1.1\nHost: localhost\n" + fields;
        assertThat(exchange(request + "\nConnection: close\n\n")).contains("\"cookie\": \"" + cookie + "\"");
        HttpResponse<String> shown = ask(
                HttpClient.Version.HTTP_2,
                "GET",
                "/headers",
                fields.lines().flatMap(line -> Stream.of(line.split(": ", 2))).toArray(String[]::new));
        assertThat(JsonPath.from(shown.body()).getString("headers.cookie")).isEqualTo(cookie);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etag=x|etag|x",
                "etag=W/%22x%22|etag|W/\"x\"",
                "last-modified=never|last-modified|never",
                "content-type=garbage|content-type|garbage",
                "content-type=a/b/c|content-type|a/b/c",
                "content-type=text/html;charset=none|content-type|text/html;charset=none",
                "content-language=|content-language|",
                "access-control-allow-origin=https://a.example|access-control-allow-origin|https://a.example",
                "Access-Control-Expose-Headers=x-a|access-control-expose-headers|x-a",
                "vary=accept|vary|Origin,accept",
                "X-A=1&x-a=2&x-A=3|x-a|1,2,3",
                "Content-Type=a/b&content-type=c/d|content-type|c/d"
            })
    void aFieldComesAsItWasAskedFor(String query, String name, String values) throws Exception {
        String expected = values == null ? "" : values;
        for (HttpClient.Version version : HttpClient.Version.values()) {
            for (String method : List.of("GET", "HEAD")) {
                HttpResponse<String> answer =
                        ask(version, method, "/response-headers?" + query, "Origin", "https://elsewhere.example");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().allValues(name)).containsExactly(expected.split(",", -1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"\"x\",304", "W/\"x\",304", "\"y\",200"})
    void aValidatorThatWasAskedForIsOne(String tag, int status) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", "/response-headers?etag=%22x%22", "If-None-Match", tag);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().allValues("etag")).containsExactly("\"x\"");
        }
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

    /** RFC 6265 §4.1.1: the name is any token, the value may be in quotes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host=1|host=1; Path=/",
                "Date=x|Date=x; Path=/",
                "te=|te=; Path=/",
                "connection|connection=; Path=/",
                "a=%22x%22|a=\"x\"; Path=/",
                "a=%22%22|a=\"\"; Path=/",
                "__Host-a=1|__Host-a=1; Path=/; Secure",
                "__Secure-a=1|__Secure-a=1; Path=/; Secure"
            })
    void aCookieMayHaveEachNameAndValueOfTheGrammar(String query, String cookie) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> set = ask(version, "GET", "/cookies/set?" + query);
            assertThat(set.statusCode()).isEqualTo(302);
            assertThat(set.headers().allValues("set-cookie")).containsExactly(cookie);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%22x", "a=x%22", "a=x%22y", "a=b%2Cc", "a=%5C", "a=%C3%A9", "a%3Bb=1", "=1", "a%20b=1"})
    void whatIsNoCookieIsRefusedAsOne(String query) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", "/cookies/set?" + query);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(JsonPath.from(answer.body()).getString("detail")).contains("cookie", "RFC 6265 §4.1.1");
        }
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

    /** Two are ambiguous: a proxy may have looked at the other one (RFC 9110 §5.3). */
    @ParameterizedTest
    @CsvSource({
        "/basic-auth/me/secret,Basic bWU6c2VjcmV0,Basic eDp5",
        "/basic-auth/me/secret,Basic bWU6c2VjcmV0,Basic bWU6c2VjcmV0",
        "/basic-auth/me/secret,Bearer x,Basic bWU6c2VjcmV0",
        "/bearer,Bearer x,Bearer y",
        "/bearer,Bearer x,Basic eDp5"
    })
    void credentialsAreShownOnce(String target, String one, String other) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            assertThat(ask(version, "GET", target, "Authorization", one, "Authorization", other)
                            .statusCode())
                    .isEqualTo(401);
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
    @CsvSource({
        "x-checksum=1,'x-checksum, x-duration'",
        "X-Duration=1,'x-checksum, X-Duration'",
        "x-a=1,'x-checksum, x-duration, x-a'"
    })
    void aTrailerIsAnnouncedOnce(String query, String announced) throws Exception {
        String overHttp1 = exchange("GET /trailers?" + query + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
        assertThat(overHttp1)
                .containsIgnoringCase("\r\nTrailer: " + announced + "\r\n")
                .containsOnlyOnce("\r\n" + query.replace("=", ": ") + "\r\n");
        try (ScriptedPeer peer = ScriptedPeer.connect(port())) {
            var response = peer.greet().get(1, "/trailers?" + query).response(1);
            String name = query.toLowerCase(Locale.ROOT).replace("=1", "");
            assertThat(Objects.requireNonNull(response.trailers()).field(name)).isEqualTo("1");
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
