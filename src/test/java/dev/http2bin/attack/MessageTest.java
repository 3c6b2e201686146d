package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.NO_ERROR;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Requests that smuggle, traverse or overdo: none reaches a handler it should not, none is a 5xx, and their connection
 * goes on. {@code MalformedRequestTest} has every rule of RFC 9113.
 */
@UnderAttack
class MessageTest {

    @Autowired
    TestEndpoints endpoints;

    static Stream<Arguments> malformed() {
        return Stream.of(
                with("CR LF in a value", "x-name", "a\r\nx-admin: yes"),
                with("NUL in a value", "x-name", "a\0"),
                with("an upper-case name", "X-Name", "v"),
                with("a name with CR LF", "x-name: v\r\nx-admin", "yes"),
                with("a leading space", "x-name", " v"),
                with("a trailing space", "x-name", "v "),
                with("an empty name", "", "v"),
                with("connection", "connection", "close"),
                with("keep-alive", "keep-alive", "timeout=5"),
                with("proxy-connection", "proxy-connection", "close"),
                with("upgrade", "upgrade", "h2c"),
                with("transfer-encoding", "transfer-encoding", "chunked"),
                with("te other than trailers", "te", "trailers, chunked"),
                with("an unknown pseudo-header", ":protocol", "websocket"),
                with("a pseudo-header twice", ":path", "/admin"),
                with("a pseudo-header behind a field", "x-name", "v", ":scheme", "http"),
                arguments("no :path", List.of(":method", "GET", ":scheme", "https", ":authority", "localhost")),
                arguments("no :method", List.of(":path", "/", ":scheme", "https", ":authority", "localhost")),
                with("a host that is not :authority", "host", "internal"),
                arguments(
                        "userinfo",
                        List.of(":method", "GET", ":scheme", "https", ":authority", "a@localhost", ":path", "/")),
                arguments(
                        "an empty path",
                        List.of(":method", "GET", ":scheme", "https", ":authority", "localhost", ":path", "")),
                with("a length with a sign", "content-length", "+3"),
                with("a length that is no number", "content-length", "abc"),
                with("two lengths", "content-length", "3", "content-length", "4"),
                with("a length without content", "content-length", "3"));
    }

    private static Arguments with(String what, String... more) {
        return arguments(what, List.of(ScriptedPeer.request("GET", "/test/fields", more)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void isMalformedAndFailsItsStreamAlone(String what, List<String> fields, ScriptedPeer peer) {
        int before = endpoints.fieldRequests();
        peer.greet().headers(1, END_STREAM, fields.toArray(String[]::new));

        peer.expect("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
        assertThat(endpoints.fieldRequests()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {":path", "X-Upper"})
    void trailersThatAreMalformedFailTheirStreamAlone(String name, ScriptedPeer peer) {
        peer.greet().post(1, "/body").data(1, "some", 0).headers(1, END_STREAM, name, "/");

        peer.await("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "fourteen octets"})
    void contentThatIsNotAsLongAsDeclaredFailsItsStreamAlone(String content, ScriptedPeer peer) {
        peer.greet().post(1, "/body", "content-length", "5").data(1, content, END_STREAM);

        peer.await("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2e%2e/secret",
                "%2e%2e%2fsecret",
                "../secret",
                "x/../../secret",
                "hello.txt%00",
                "%00",
                "%zz",
                "%",
                "..\\secret",
                "..%5csecret",
                "%c0%ae%c0%ae/secret",
                "%e0%80%ae%e0%80%ae/secret"
            })
    void aPathThatLeadsElsewhereIsNotFound(String path, ScriptedPeer peer) {
        peer.greet().get(1, "/files/" + path).get(3, "/stream/files/" + path);

        assertThat(peer.response(1).status()).isIn("400", "404");
        assertThat(peer.response(3).status()).isIn("400", "404");
        assertThat(peer.get(5, "/test/hello").response(5).text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello/a^b", "/hello/{x}", "/hello?\"", "/hello#x", "/hello?<>^`", "/hello/\u00e9"})
    void aTargetThatIsNoUriIsABadRequest(String target, ScriptedPeer peer) {
        peer.greet().get(1, target);

        ScriptedPeer.Response response = peer.response(1);
        assertThat(response.status()).isEqualTo("400");
        assertThat(response.text()).contains("Percent-encode it");
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 8_000})
    void moreParametersThanAnyFormHasAreABadRequest(int parameters, ScriptedPeer peer) {
        peer.greet().get(1, "/hello?" + "a&".repeat(parameters)).get(3, "/test/hello");

        assertThat(peer.response(1).status()).isEqualTo("400");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, END_STREAM})
    void aTunnelIsNotOpened(int flags, ScriptedPeer peer) {
        peer.greet().headers(1, flags, ":method", "CONNECT", ":authority", "internal:22");

        assertThat(peer.response(1).status()).isEqualTo("501");
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-0,2-2,4-4,6-6,8-8,10-10",
                "bytes=0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-,0-"
            })
    void moreThanFiveRangesAreNotSatisfied(String ranges, ScriptedPeer peer) {
        peer.greet().get(1, "/files/large.bin", "range", ranges).get(3, "/stream/bytes/100", "range", ranges);

        assertThat(peer.response(1).status()).isEqualTo("416");
        assertThat(peer.response(3).status()).isEqualTo("416");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/body", "/stream/body"})
    void contentDeclaredOverTheLimitIsAnswered413AndNotWanted(String path, ScriptedPeer peer) {
        peer.greet().post(1, path, "content-length", "99999999999");

        assertThat(peer.response(1).status()).isEqualTo("413");
        peer.await("1 RST_STREAM NO_ERROR");
        peer.data(1, "late", 0);
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
        assertThat(peer.unread()).noneMatch(line -> line.startsWith("0 GOAWAY"));
    }

    /** The only fault of a client's GOAWAY is to come often. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aClientThatLeavesIsServedToTheEnd(int times, ScriptedPeer peer) {
        peer.greet().get(1, "/delay/300ms");
        for (int i = 0; i < times; i++) {
            peer.goAway(0, NO_ERROR);
        }

        assertThat(peer.response(1).status()).isEqualTo("200");
        peer.expectClosed();
        assertThat(peer.unread()).noneMatch(line -> line.contains(FrameType.RST_STREAM.name()));
    }
}
