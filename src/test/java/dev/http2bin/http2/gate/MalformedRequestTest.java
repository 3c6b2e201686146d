package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A malformed request fails its own stream; the next one on its connection is served (RFC 9113 §8.1.1). */
@RunningService
class MalformedRequestTest {

    static Stream<Arguments> malformed() {
        return Stream.of(
                with("an upper-case name", "X-Name", "v"),
                with("an empty name", "", "v"),
                with("a space in a name", "x name", "v"),
                with("a control character in a name", "x\u0001name", "v"),
                with("DEL in a name", "x\u007fname", "v"),
                with("a name above ASCII", "x\u00e9", "v"),
                with("a colon in a name", "x:name", "v"),
                with("CR in a value", "x-name", "a\rb"),
                with("LF in a value", "x-name", "a\nb"),
                with("NUL in a value", "x-name", "a\0b"),
                with("a leading space", "x-name", " v"),
                with("a trailing space", "x-name", "v "),
                with("a leading tab", "x-name", "\tv"),
                with("a trailing tab", "x-name", "v\t"),
                with("connection", "connection", "close"),
                with("keep-alive", "keep-alive", "timeout=5"),
                with("proxy-connection", "proxy-connection", "keep-alive"),
                with("upgrade", "upgrade", "h2c"),
                with("transfer-encoding", "transfer-encoding", "chunked"),
                with("te other than trailers", "te", "gzip"),
                with("an unknown pseudo-header", ":unknown", "v"),
                with(":status in a request", ":status", "200"),
                with("a pseudo-header behind a field", "x-name", "v", ":path", "/"),
                with("a duplicate :method", ":method", "GET"),
                with("a duplicate :scheme", ":scheme", "https"),
                with("a duplicate :authority", ":authority", "localhost"),
                with("a duplicate :path", ":path", "/test/hello"),
                with("a host that is not :authority", "host", "example.org"),
                with("two hosts", "host", "localhost", "host", "localhost"),
                with("content-length with a sign", "content-length", "+3"),
                with("content-length that is no number", "content-length", "abc"),
                with("an empty content-length", "content-length", ""),
                with("content-length of 20 digits", "content-length", "99999999999999999999"),
                with("two content-lengths that differ", "content-length", "3", "content-length", "4"),
                with("content-length without content", "content-length", "3"),
                arguments("no :method", List.of(":scheme", "https", ":authority", "localhost", ":path", "/")),
                arguments("no :scheme", List.of(":method", "GET", ":authority", "localhost", ":path", "/")),
                arguments("no :path", List.of(":method", "GET", ":scheme", "https", ":authority", "localhost")),
                arguments("no field at all", List.of()),
                request("an empty :method", "", "https", "localhost", "/"),
                request("a :method that is no token", "G T", "https", "localhost", "/"),
                request("an unknown :scheme", "GET", "ftp", "localhost", "/"),
                request("an empty :path", "GET", "https", "localhost", ""),
                request("a relative :path", "GET", "https", "localhost", "hello"),
                request("* for GET", "GET", "https", "localhost", "*"),
                request("a space in :path", "GET", "https", "localhost", "/a b"),
                request("a control character in :path", "GET", "https", "localhost", "/a\u0001"),
                request("userinfo in :authority", "GET", "https", "user@localhost", "/"),
                request("an empty :authority", "GET", "https", "", "/"),
                request("a space in :authority", "GET", "https", "local host", "/"),
                request("a path in :authority", "GET", "https", "localhost/x", "/"),
                request("a port that is no number", "GET", "https", "localhost:x", "/"),
                request("a port over 65535", "GET", "https", "localhost:65536", "/"),
                request("two ports", "GET", "https", "localhost:1:2", "/"),
                request("a query in :authority", "GET", "https", "localhost?x", "/"),
                request("brackets without an address", "GET", "https", "[localhost]", "/"),
                request("a port without a host", "GET", "https", ":443", "/"),
                arguments("neither :authority nor host", List.of(":method", "GET", ":scheme", "https", ":path", "/")),
                with("a host with another port", "host", "localhost:8443"),
                with("a host with the port of http", "host", "localhost:80"),
                with("a host with a path", "host", "localhost/"),
                request("CONNECT with a path", "CONNECT", "https", "localhost", "/"));
    }

    private static Arguments with(String what, String... more) {
        return arguments(what, List.of(ScriptedPeer.request("GET", "/test/hello", more)));
    }

    private static Arguments request(String what, String method, String scheme, String authority, String path) {
        return arguments(what, List.of(":method", method, ":scheme", scheme, ":authority", authority, ":path", path));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aRequestFailsItsOwnStreamFor(String what, List<String> fields, ScriptedPeer peer) {
        peer.greet().headers(1, END_STREAM, fields.toArray(String[]::new)).get(3, "/test/hello");

        peer.expect("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    static Stream<Arguments> wellFormed() {
        return Stream.of(
                with("te: trailers", "te", "trailers"),
                with("host that is :authority", "host", "LOCALHOST"),
                with("a host with the port of https", "host", "localhost:443"),
                with("a host with an empty port", "host", "localhost:"),
                arguments(
                        ":authority with the port of https",
                        List.of(
                                ":method",
                                "GET",
                                ":scheme",
                                "https",
                                ":authority",
                                "localhost:443",
                                ":path",
                                "/test/hello",
                                "host",
                                "LocalHost")),
                arguments(
                        "host alone",
                        List.of(":method", "GET", ":scheme", "https", ":path", "/test/hello", "host", "[::1]:8443")),
                with("an empty value", "x-name", ""),
                with("octets above ASCII in a value", "x-name", "\u00e9"),
                with("content-length of 0 without content", "content-length", "0"),
                with("a tab inside a value", "x-name", "a\tb"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wellFormed")
    void aRequestIsServedWith(String what, List<String> fields, ScriptedPeer peer) {
        peer.greet().headers(1, END_STREAM, fields.toArray(String[]::new));

        assertThat(peer.response(1).text()).isEqualTo("hello");
    }

    @Test
    void aMalformedRequestLeavesTheTableInStep(ScriptedPeer peer) {
        peer.greet()
                .get(1, "/test/fields", "x-kept", "kept", "connection", "close")
                .get(3, "/test/fields", "x-kept", "kept");

        peer.expect("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.response(3).text()).contains("x-kept: kept");
    }

    static Stream<Arguments> trailers() {
        return Stream.of(
                arguments("a pseudo-header", List.of(":path", "/")),
                arguments("content-length", List.of("content-length", "4")),
                arguments("host", List.of("host", "localhost")),
                arguments("an upper-case name", List.of("X-Name", "v")),
                arguments("connection", List.of("connection", "close")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trailers")
    void trailersFailTheirStreamFor(String what, List<String> fields, ScriptedPeer peer) {
        peer.greet().post(1, "/test/count").data(1, "some", 0);
        peer.headers(1, END_STREAM, fields.toArray(String[]::new)).get(3, "/test/hello");

        peer.expect("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    @Test
    void headersInTheMiddleThatEndNothingFailTheirStream(ScriptedPeer peer) {
        peer.greet().post(1, "/test/count").headers(1, 0, "x-name", "v").get(3, "/test/hello");

        peer.expect("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    static Stream<Arguments> contents() {
        return Stream.of(
                arguments("one frame that is longer", List.of("abcd!")),
                arguments("one frame that is shorter", List.of("abc!")),
                arguments("frames that are longer together", List.of("ab", "cd")),
                arguments("frames that are shorter together", List.of("a", "b!")),
                arguments("an end without content", List.of("!")));
    }

    /** An exclamation mark stands for END_STREAM and is not sent. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void contentThatIsNotAsLongAsDeclaredFailsItsStream(String what, List<String> frames, ScriptedPeer peer) {
        int declared = what.contains("longer") ? 3 : 4;
        peer.greet().post(1, "/test/count", "content-length", String.valueOf(declared));
        for (String frame : new ArrayList<>(frames)) {
            peer.data(1, frame.replace("!", ""), frame.endsWith("!") ? END_STREAM : 0);
        }
        peer.get(3, "/test/hello");

        peer.await("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    @Test
    void trailersBeforeTheDeclaredLengthFailTheirStream(ScriptedPeer peer) {
        peer.greet().post(1, "/test/count", "content-length", "5").data(1, "four", 0);
        peer.headers(1, END_STREAM, "x-checksum", "abc").get(3, "/test/hello");

        peer.await("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    @Test
    void contentAsLongAsDeclaredTwiceIsServed(ScriptedPeer peer) {
        peer.greet().post(1, "/test/count", "content-length", "4", "content-length", "4");
        peer.data(1, "four", END_STREAM);

        assertThat(peer.response(1).text()).isEqualTo("4 octets");
    }

    @Test
    void aHeaderListOverTheLimitIsAnswered431AndTheConnectionLives(ScriptedPeer peer) {
        peer.greet()
                .get(1, "/test/hello", "x-1", "v".repeat(8000), "x-2", "v".repeat(8000), "x-3", "v".repeat(300))
                .get(3, "/test/hello");

        peer.expect("1 HEADERS END_HEADERS :status 431");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    /** What the request says of itself stays binding when its answer is out (RFC 9113 §8.1.1). */
    @ParameterizedTest
    @ValueSource(ints = {0, END_STREAM})
    void contentOverItsLengthIsAFaultBehindTheAnswerToo(int flags, ScriptedPeer peer) {
        peer.greet().post(1, "/test/ignore", "content-length", "1");
        assertThat(peer.response(1).text()).isEqualTo("not read");

        peer.data(1, "four", flags);

        peer.expect("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
    }

    @Test
    void requestsAnswered431UseUpNoStreams(ScriptedPeer peer) {
        peer.greet();
        for (int id = 1; id < 300; id += 2) {
            peer.get(id, "/", "x-1", "v".repeat(8000), "x-2", "v".repeat(8000), "x-3", "v".repeat(300));
            assertThat(peer.response(id).status()).isEqualTo("431");
        }
    }

    @Test
    void tooManyFieldsAreAnswered431AndTheContentIsNotWanted(ScriptedPeer peer) {
        List<String> fields = new ArrayList<>(List.of(ScriptedPeer.request("POST", "/test/count")));
        for (int i = 0; i < 97; i++) {
            fields.addAll(List.of("x-" + i, "v"));
        }
        peer.greet().headers(1, 0, fields.toArray(String[]::new));

        assertThat(peer.response(1).status()).isEqualTo("431");
        peer.expect("1 RST_STREAM NO_ERROR");
        peer.data(1, "late", END_STREAM).get(3, "/test/hello");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    @Test
    void aTargetOverTheLimitIsAnswered431(ScriptedPeer peer) {
        peer.greet().get(1, "/" + "a".repeat(16_000), "x-1", "v".repeat(300)).get(3, "/" + "b".repeat(16_300));

        assertThat(peer.response(1).status()).isEqualTo("431");
        assertThat(peer.response(3).status()).isEqualTo("431");
        peer.get(5, "/test/hello");
        assertThat(peer.response(5).text()).isEqualTo("hello");
    }

    /** Methods are case-sensitive (RFC 9110 §9.1), so an answer to this one has content. */
    @ParameterizedTest
    @ValueSource(strings = {"head", "Head", "get", "options", "connect"})
    void aMethodInOtherCaseIsAnotherMethod(String method, ScriptedPeer peer) {
        peer.greet()
                .headers(1, END_STREAM, ScriptedPeer.request(method, "/echo"))
                .headers(3, END_STREAM, ScriptedPeer.request(method, "/stream/hello"));

        assertThat(peer.response(1).text()).contains("\"method\": \"" + method + "\"");
        assertThat(peer.response(3).status()).isEqualTo("405");
    }

    @Test
    void optionsOfTheServerIsAnswered(ScriptedPeer peer) {
        peer.greet().headers(1, END_STREAM, ScriptedPeer.request("OPTIONS", "*"));

        assertThat(peer.response(1).status()).isEqualTo("204");
    }

    @Test
    void whatBrowsersLeaveInAQueryIsServedAsItCame(ScriptedPeer peer) {
        peer.greet().get(1, "/version?q={x}|^`").get(3, "/version/{x}");

        assertThat(peer.response(1).text()).contains("/version?q={x}|^`");
        assertThat(peer.response(3).status()).isEqualTo("400");
    }
}
