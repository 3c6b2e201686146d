package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.peer.ScriptedPeer;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a response to HEAD are those of the response to GET (RFC 9110 §9.3.2). */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HeadTest extends RunningServer {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs",
                "/openapi",
                "/hello",
                "/version",
                "/headers",
                "/trailers",
                "/cookies",
                "/cookies/set?a=1",
                "/redirect/2",
                "/response-headers?x-a=1",
                "/gzip",
                "/basic-auth/a/b",
                "/bytes/0",
                "/bytes/100000",
                "/files",
                "/files/hello.txt",
                "/clock?ticks=2&interval=1ms",
                "/sse?count=2&interval=0",
                "/drip?bytes=2&duration=0",
                "/delay/0",
                "/connection/events",
                "/push",
                "/no-such-path",
                "/hello?%ff",
                "/clock?unknown=1",
                "/status/200",
                "/status/204",
                "/status/205",
                "/status/206",
                "/status/302",
                "/status/304",
                "/status/413",
                "/stream/hello",
                "/stream/version",
                "/stream/bytes/0",
                "/stream/bytes/100000",
                "/stream/files/hello.txt",
                "/stream/no-such-path"
            })
    void haveTheSameFieldsOverBothProtocols(String target) throws Exception {
        assertThat(http1("HEAD", target, "1.1")).isEqualTo(http1("GET", target, "1.1"));
        assertThat(http1("HEAD", target, "1.0")).isEqualTo(http1("GET", target, "1.0"));
        assertThat(http2("HEAD", target)).isEqualTo(http2("GET", target));
    }

    /** Its length, which a short response to GET does without over HTTP/2, may be told all the same (RFC 9110 §8.6). */
    @Test
    void haveTheSameFieldsForAPartOfThePage() throws Exception {
        String target = "/page/docs.css";
        assertThat(http1("HEAD", target, "1.1")).isEqualTo(http1("GET", target, "1.1"));
        assertThat(http2("HEAD", target))
                .filteredOn(line -> !line.startsWith("content-length: "))
                .isEqualTo(http2("GET", target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/hello.txt", "/stream/files/hello.txt", "/bytes/10"})
    void haveTheSameFieldsWhereNothingChanged(String target) throws Exception {
        for (String method : new String[] {"GET", "HEAD"}) {
            List<String> known = http1(method, target, "1.1\nIf-None-Match: *");
            assertThat(known).contains("HTTP/1.1 304 Not Modified", "connection: keep-alive");
            hasNoLength(known);
            hasNoLength(http2(method, target, "if-none-match", "*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status/204", "/status/304"})
    void sayNothingOfContentThatThereCannotBe(String target) throws Exception {
        for (String method : new String[] {"GET", "HEAD"}) {
            List<String> kept = http1(method, target, "1.1");
            assertThat(kept).contains("connection: keep-alive");
            hasNoLength(kept);
            assertThat(http1(method, target, "1.0\nConnection: keep-alive")).contains("connection: keep-alive");
            assertThat(http1(method, target, "1.1\nConnection: close")).contains("connection: close");
            hasNoLength(http2(method, target));
        }
    }

    private static void hasNoLength(List<String> fields) {
        assertThat(fields).noneMatch(line -> line.startsWith("content-length") || line.startsWith("transfer-encoding"));
    }

    /** The status line, then the fields but the date, in order of their names. */
    private List<String> http1(String method, String target, String versionAndFields) throws Exception {
        try (Socket socket = connect()) {
            send(socket, "%s %s HTTP/%s\nHost: localhost\n\n".formatted(method, target, versionAndFields));
            String[] lines = readUntil(socket, "\r\n\r\n").split("\r\n", -1);
            return Stream.concat(
                            Stream.of(lines[0]),
                            Arrays.stream(lines)
                                    .skip(1)
                                    .filter(line -> !line.isEmpty())
                                    .map(HeadTest::withLowerName))
                    .filter(line -> !line.startsWith("date:"))
                    .sorted()
                    .toList();
        }
    }

    private static String withLowerName(String line) {
        int colon = line.indexOf(':');
        return line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon);
    }

    private List<String> http2(String method, String target, String... fields) {
        try (ScriptedPeer peer = ScriptedPeer.connect(port())) {
            peer.greet().headers(1, Flags.END_STREAM, ScriptedPeer.request(method, target, fields));
            return peer.awaitFrame(FrameType.HEADERS, 1).fields().stream()
                    .filter(field -> !field.name().equals("date"))
                    .map(field -> field.name() + ": " + field.value())
                    .sorted()
                    .toList();
        }
    }
}
