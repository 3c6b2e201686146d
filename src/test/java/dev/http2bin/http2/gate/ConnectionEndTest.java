package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.ErrorCode.COMPRESSION_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.FLOW_CONTROL_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.FRAME_SIZE_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.NO_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.PROTOCOL_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.STREAM_CLOSED;
import static dev.http2bin.http2.frame.Flags.ACK;
import static dev.http2bin.http2.frame.Flags.END_HEADERS;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.Flags.PADDED;
import static dev.http2bin.http2.frame.FrameType.CONTINUATION;
import static dev.http2bin.http2.frame.FrameType.DATA;
import static dev.http2bin.http2.frame.FrameType.GOAWAY;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static dev.http2bin.http2.frame.FrameType.PING;
import static dev.http2bin.http2.frame.FrameType.PRIORITY;
import static dev.http2bin.http2.frame.FrameType.PUSH_PROMISE;
import static dev.http2bin.http2.frame.FrameType.RST_STREAM;
import static dev.http2bin.http2.frame.FrameType.SETTINGS;
import static dev.http2bin.http2.frame.FrameType.WINDOW_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Connection errors (RFC 9113 §5.4.1), whose GOAWAY the client gets to read, and the end that is nobody's fault. */
@RunningService
class ConnectionEndTest {

    @Autowired
    TestEndpoints endpoints;

    static Stream<Arguments> errors() {
        return Stream.of(
                error("DATA on stream 0", PROTOCOL_ERROR, peer -> peer.frame(DATA, 0, 0)),
                error("DATA on an idle stream", PROTOCOL_ERROR, peer -> peer.data(1, "idle", 0)),
                error("HEADERS on stream 0", PROTOCOL_ERROR, peer -> peer.get(0, "/")),
                error("RST_STREAM on stream 0", PROTOCOL_ERROR, peer -> peer.rst(0, NO_ERROR)),
                error("RST_STREAM on an idle stream", PROTOCOL_ERROR, peer -> peer.rst(1, NO_ERROR)),
                error("RST_STREAM of 3 octets", FRAME_SIZE_ERROR, peer -> peer.frame(RST_STREAM, 0, 1, new byte[3])),
                error("SETTINGS on a stream", PROTOCOL_ERROR, peer -> peer.frame(SETTINGS, 0, 1)),
                error("SETTINGS of 7 octets", FRAME_SIZE_ERROR, peer -> peer.frame(SETTINGS, 0, 0, new byte[7])),
                error("an ACK with entries", FRAME_SIZE_ERROR, peer -> peer.frame(SETTINGS, ACK, 0, new byte[6])),
                error("ENABLE_PUSH of 2", PROTOCOL_ERROR, peer -> peer.settings(Setting.ENABLE_PUSH, 2)),
                error(
                        "INITIAL_WINDOW_SIZE of 2^31",
                        FLOW_CONTROL_ERROR,
                        peer -> peer.settings(Setting.INITIAL_WINDOW_SIZE, 1L << 31)),
                error("MAX_FRAME_SIZE too small", PROTOCOL_ERROR, peer -> peer.settings(Setting.MAX_FRAME_SIZE, 16383)),
                error(
                        "MAX_FRAME_SIZE too large",
                        PROTOCOL_ERROR,
                        peer -> peer.settings(Setting.MAX_FRAME_SIZE, 1 << 24)),
                error("PING on a stream", PROTOCOL_ERROR, peer -> peer.frame(PING, 0, 1, new byte[8])),
                error("PING of 7 octets", FRAME_SIZE_ERROR, peer -> peer.frame(PING, 0, 0, new byte[7])),
                error("GOAWAY on a stream", PROTOCOL_ERROR, peer -> peer.frame(GOAWAY, 0, 1, new byte[8])),
                error("GOAWAY of 7 octets", FRAME_SIZE_ERROR, peer -> peer.frame(GOAWAY, 0, 0, new byte[7])),
                error("WINDOW_UPDATE of 5 octets", FRAME_SIZE_ERROR, p -> p.frame(WINDOW_UPDATE, 0, 0, new byte[5])),
                error("WINDOW_UPDATE on an idle stream", PROTOCOL_ERROR, peer -> peer.windowUpdate(1, 1)),
                error(
                        "PRIORITY of 4 octets on an idle stream",
                        FRAME_SIZE_ERROR,
                        p -> p.frame(PRIORITY, 0, 9, new byte[4])),
                error(
                        "PRIORITY of an idle stream on itself",
                        PROTOCOL_ERROR,
                        peer -> peer.frame(PRIORITY, 0, 9, (byte) 0, (byte) 0, (byte) 0, (byte) 9, (byte) 15)),
                error(
                        "PRIORITY of a stream of the server's on itself",
                        PROTOCOL_ERROR,
                        peer -> peer.get(5, "/test/hello")
                                .frame(PRIORITY, 0, 2, (byte) 0, (byte) 0, (byte) 0, (byte) 2, (byte) 15)),
                error(
                        "PRIORITY_UPDATE for a stream that was never pushed",
                        PROTOCOL_ERROR,
                        peer -> peer.frame(FrameType.PRIORITY_UPDATE, 0, 0, new byte[] {0, 0, 0, 2, 'u', '=', '1'})),
                error("PUSH_PROMISE", PROTOCOL_ERROR, peer -> peer.frame(PUSH_PROMISE, END_HEADERS, 1, new byte[4])),
                error("CONTINUATION without HEADERS", PROTOCOL_ERROR, peer -> peer.continuation(1, new byte[1], 0)),
                error(
                        "PING inside a header block",
                        PROTOCOL_ERROR,
                        peer -> peer.frame(HEADERS, 0, 1, (byte) 0x82).ping(1)),
                error(
                        "an unknown frame inside a header block",
                        PROTOCOL_ERROR,
                        peer -> peer.frame(HEADERS, 0, 1, (byte) 0x82).frame(0xbe, 0, 0)),
                error(
                        "CONTINUATION of another stream",
                        PROTOCOL_ERROR,
                        peer -> peer.frame(HEADERS, 0, 1, (byte) 0x82).frame(CONTINUATION, END_HEADERS, 3)),
                error(
                        "DATA that is all padding and less",
                        PROTOCOL_ERROR,
                        peer -> peer.post(1, "/test/count").frame(DATA, PADDED, 1, new byte[] {3, 0, 0})),
                error(
                        "HEADERS that are all padding",
                        PROTOCOL_ERROR,
                        peer -> peer.frame(HEADERS, PADDED | END_HEADERS, 1, new byte[] {3, 0, 0})),
                error(
                        "HEADERS too short for its flags",
                        FRAME_SIZE_ERROR,
                        peer -> peer.frame(HEADERS, 0x20 | END_HEADERS, 1, new byte[4])),
                error(
                        "an index of 0",
                        COMPRESSION_ERROR,
                        peer -> peer.frame(HEADERS, END_HEADERS | END_STREAM, 1, (byte) 0x80)),
                error(
                        "an index beyond the tables",
                        COMPRESSION_ERROR,
                        peer -> peer.frame(HEADERS, END_HEADERS | END_STREAM, 1, (byte) 0xff, (byte) 0x7f)),
                error(
                        "a block cut short",
                        COMPRESSION_ERROR,
                        peer -> peer.frame(HEADERS, END_HEADERS | END_STREAM, 1, (byte) 0x40, (byte) 5, (byte) 'a')),
                error(
                        "bad HPACK in trailers",
                        COMPRESSION_ERROR,
                        peer -> peer.post(1, "/test/count").frame(HEADERS, END_HEADERS | END_STREAM, 1, (byte) 0x80)));
    }

    private static Arguments error(String what, ErrorCode code, Consumer<ScriptedPeer> fault) {
        return arguments(what, code, fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void theConnectionEndsFor(String what, ErrorCode code, Consumer<ScriptedPeer> fault, ScriptedPeer peer) {
        fault.accept(peer.greet());

        assertThat(peer.expectGoAway(code)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FrameType.class,
            names = {"DATA", "HEADERS", "PRIORITY", "SETTINGS", "PING", "GOAWAY", "CONTINUATION", "PRIORITY_UPDATE"})
    void aFrameOverTheMaximumIsRefusedOnItsHeaderAlone(FrameType type, ScriptedPeer peer) {
        peer.greet().header(16_385, type, 0, 1);

        assertThat(peer.expectGoAway(FRAME_SIZE_ERROR)).isEqualTo("limit frame_size");
    }

    /** RFC 9218 §7.1; the reserved bit does not count. */
    @ParameterizedTest
    @ValueSource(bytes = {0, (byte) 0x80})
    void aPriorityUpdateForStream0EndsTheConnection(byte first, ScriptedPeer peer) {
        peer.greet().frame(FrameType.PRIORITY_UPDATE, 0, 0, new byte[] {first, 0, 0, 0, 'u', '=', '1'});

        assertThat(peer.expectGoAway(PROTOCOL_ERROR)).isEqualTo("PRIORITY_UPDATE for stream 0");
    }

    @Test
    void aPriorityUpdateForAStreamIsNoFault(ScriptedPeer peer) {
        peer.greet()
                .frame(FrameType.PRIORITY_UPDATE, 0, 0, new byte[] {0, 0, 0, 1, 'u', '=', '1'})
                .get(1, "/test/hello");

        assertThat(peer.response(1).text()).isEqualTo("hello");
    }

    @Test
    void headersOnAStreamThatEndedEndTheConnection(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hello");
        peer.response(1);
        peer.get(1, "/test/hello");

        assertThat(peer.expectGoAway(STREAM_CLOSED)).isEqualTo("HEADERS on closed stream 1");
    }

    @Test
    void dataOnAStreamThatEndedIsAnsweredOnThatStream(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hello");
        peer.response(1);
        peer.data(1, "late", 0).get(3, "/test/hello");

        peer.expect("1 RST_STREAM STREAM_CLOSED");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    @Test
    void aPriorityOfTheWrongLengthFailsItsStreamAlone(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hold/priority").frame(FrameType.PRIORITY, 0, 1, new byte[4]);

        peer.await("1 RST_STREAM FRAME_SIZE_ERROR");
        endpoints.release("priority");
        peer.get(3, "/test/hello");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    @Test
    void aStreamThatDependsOnItselfFailsAlsoWhereItsBlockIsCut(ScriptedPeer peer) {
        peer.greet();
        byte[] block = peer.block(ScriptedPeer.request("GET", "/test/hello"));
        peer.frame(HEADERS, 0x20 | END_STREAM, 1, (byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 15);
        peer.continuation(1, block, END_HEADERS).get(3, "/test/hello");

        peer.expect("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.response(3).text()).isEqualTo("hello");
        assertThat(peer.unread()).isEmpty();
    }

    @Test
    void theGoAwayNamesTheLastStream(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hello").get(7, "/test/hello");
        peer.response(7);
        peer.ping(1).frame(PING, 0, 0);

        peer.await("0 GOAWAY 7 FRAME_SIZE_ERROR PING of 0 octets");
        peer.expectClosed();
    }

    @Test
    void aClientThatLeavesGetsTheAnswersItWaitsForAndThenTheEnd(ScriptedPeer peer) throws Exception {
        peer.greet().get(1, "/test/hold/leaving");
        endpoints.awaitHeld("leaving");
        peer.goAway(0, NO_ERROR).settle();
        endpoints.release("leaving");

        assertThat(peer.response(1).text()).isEqualTo("held");
        peer.expectClosed();
        assertThat(peer.unread()).isEmpty();
    }

    @Test
    void aClientThatLeavesWithNothingOpenGetsTheEndAtOnce(ScriptedPeer peer) {
        peer.greet().goAway(0, NO_ERROR).expectClosed();

        assertThat(peer.unread()).isEmpty();
    }
}
