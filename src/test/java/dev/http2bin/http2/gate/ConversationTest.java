package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.ErrorCode.CANCEL;
import static dev.http2bin.http2.frame.ErrorCode.PROTOCOL_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.STREAM_CLOSED;
import static dev.http2bin.http2.frame.Flags.END_HEADERS;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.FrameType.DATA;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.peer.CapturedLog;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.ScriptedPeer.Response;
import dev.http2bin.peer.TestEndpoints;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What passes on a connection where nobody is at fault. */
@RunningService
class ConversationTest {
    /** A window that an answer without end does not use up before its reset is read. */
    private static final int ENDLESS = 1_000_000_000;

    @Autowired
    TestEndpoints endpoints;

    @Test
    void theServerBeginsWithItsSettingsAndOpensTheConnectionsWindow(ScriptedPeer peer) {
        peer.preface()
                .settings()
                .expect(
                        "0 SETTINGS HEADER_TABLE_SIZE=4096 MAX_CONCURRENT_STREAMS=100 INITIAL_WINDOW_SIZE=1048576"
                                + " MAX_FRAME_SIZE=16384 MAX_HEADER_LIST_SIZE=16384 NO_RFC7540_PRIORITIES=1",
                        "0 WINDOW_UPDATE +4128769",
                        "0 SETTINGS ACK");
    }

    @Test
    void aWrongPrefaceEndsTheConnection(ScriptedPeer peer) {
        peer.raw("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThat(peer.expectGoAway(PROTOCOL_ERROR)).isEqualTo("not the HTTP/2 preface");
    }

    @Test
    void aFirstFrameThatIsNotSettingsEndsTheConnection(ScriptedPeer peer) {
        peer.preface().ping(1);

        assertThat(peer.expectGoAway(PROTOCOL_ERROR)).isEqualTo("the first frame is not SETTINGS");
    }

    @Test
    void eachExchangeKnowsItsOwnStreamAndAllOfAConnectionItsId(ScriptedPeer peer) {
        peer.greet();
        IntStream.of(1, 3, 5, 11, 21).forEach(id -> peer.get(id, "/test/stream-id"));

        List<String> answers = IntStream.of(1, 3, 5, 11, 21)
                .mapToObj(id -> peer.response(id).text())
                .toList();
        String connection = answers.get(0).replaceFirst(".* ", "");
        assertThat(answers)
                .containsExactly(
                        "1 1 " + connection,
                        "3 3 " + connection,
                        "5 5 " + connection,
                        "11 11 " + connection,
                        "21 21 " + connection);
    }

    @Test
    void aStreamIdThatGoesBackEndsTheConnection(ScriptedPeer peer) {
        peer.greet().get(5, "/test/hello").get(3, "/test/hello");

        assertThat(peer.expectGoAway(PROTOCOL_ERROR)).isEqualTo("stream ids do not go back");
    }

    @Test
    void anEvenStreamIdEndsTheConnection(ScriptedPeer peer) {
        peer.greet().get(2, "/test/hello");

        assertThat(peer.expectGoAway(PROTOCOL_ERROR)).isEqualTo("a client's stream id is odd");
    }

    @Test
    void pingsAreAnsweredInTheirOrderWithTheirOctets(ScriptedPeer peer) {
        peer.greet().ping(0xfeL).ping(-1).ping(7);

        peer.expect("0 PING ACK 00000000000000fe", "0 PING ACK ffffffffffffffff", "0 PING ACK 0000000000000007");
    }

    @Test
    void settingsAreAcknowledgedEachTime(ScriptedPeer peer) {
        peer.greet().settings(0x99, 1).settings().ping(1);

        peer.expect("0 SETTINGS ACK", "0 SETTINGS ACK", "0 PING ACK");
    }

    @Test
    void framesOfUnknownTypesAndWithUnknownFlagsAreIgnored(ScriptedPeer peer) {
        peer.greet().frame(0xbe, 0xff, 0, (byte) 1).frame(0x10, 0, 0, new byte[] {0, 0, 0, 1, 0});
        peer.headers(1, 0x42 | END_STREAM, ScriptedPeer.request("GET", "/test/hello"));

        assertThat(peer.response(1).text()).isEqualTo("hello");
    }

    @Test
    void interleavedUploadsAreCountedExactly(ScriptedPeer peer) {
        peer.greet();
        int[] streams = IntStream.range(0, 32).map(i -> 2 * i + 1).toArray();
        for (int id : streams) {
            peer.post(id, "/test/count");
        }
        for (int round = 0; round < 10; round++) {
            for (int id : streams) {
                peer.data(id, new byte[100 * round + id], round == 9 ? END_STREAM : 0);
            }
        }

        for (int id : streams) {
            assertThat(peer.response(id).text()).isEqualTo((4500 + 10 * id) + " octets");
        }
    }

    @Test
    void paddingIsNoContent(ScriptedPeer peer) {
        peer.greet().post(1, "/test/count", "content-length", "3");
        peer.frame(DATA, 0x8 | END_STREAM, 1, new byte[] {2, 'a', 'b', 'c', 0, 0});

        assertThat(peer.response(1).text()).isEqualTo("3 octets");
    }

    @Test
    void anEarlyHintIsHeadersBeforeTheFinalOnesAndEndsNothing(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hints");

        peer.expect("1 HEADERS END_HEADERS :status 103 link </style.css>; rel=preload; as=style");
        assertThat(peer.response(1).status()).isEqualTo("200");
    }

    @Test
    void trailersComeBehindTheContentAndEndTheStream(ScriptedPeer peer) {
        peer.greet().get(1, "/test/trailers");

        Response response = peer.response(1);
        assertThat(response.text()).isEqualTo("checked");
        assertThat(response.trailers()).hasToString("1 HEADERS END_HEADERS END_STREAM x-checksum abc");
    }

    @Test
    void trailersOfARequestReachTheEndpoint(ScriptedPeer peer) {
        peer.greet().post(1, "/test/echo").data(1, "content", 0).headers(1, END_STREAM, "x-checksum", "abc");

        assertThat(peer.response(1).text()).isEqualTo("content{x-checksum=abc}");
    }

    @Test
    void trailersBehindNoContentReachTheEndpoint(ScriptedPeer peer) {
        peer.greet().post(1, "/test/echo").headers(1, END_STREAM, "x-checksum", "abc");

        assertThat(peer.response(1).text()).isEqualTo("{x-checksum=abc}");
    }

    @Test
    void crumbsOfACookieAreJoined(ScriptedPeer peer) {
        peer.greet().get(1, "/test/fields", "cookie", "a=1", "accept", "*/*", "cookie", "b=2");

        assertThat(peer.response(1).text()).contains("cookie: a=1; b=2").contains("accept: */*");
    }

    @Test
    void hostStandsInForAuthority(ScriptedPeer peer) {
        peer.greet()
                .headers(
                        1,
                        END_STREAM,
                        ":method",
                        "GET",
                        ":scheme",
                        "https",
                        ":path",
                        "/test/fields",
                        "host",
                        "example.org");

        assertThat(peer.response(1).text().lines().toList()).contains("Host: example.org");
    }

    @Test
    void aBlockCutIntoContinuationsIsDispatchedOnceAndWholeWhereverTheBytesAreCut(ScriptedPeer peer) {
        peer.greet();
        int before = endpoints.fieldRequests();
        int id = 1;
        for (int cut : new int[] {1, 8, 9, 10, 30, 60, 61, 62, 69, 70, 71, 90}) {
            byte[] block = peer.block(ScriptedPeer.request("GET", "/test/fields", "x-cut", "at " + cut));
            int half = block.length / 2;
            byte[] frames = new dev.http2bin.peer.Recording()
                    .frame(HEADERS, END_STREAM, id, java.util.Arrays.copyOf(block, half))
                    .continuation(id, new byte[0], 0)
                    .continuation(id, java.util.Arrays.copyOfRange(block, half, block.length), END_HEADERS)
                    .octets();
            peer.cut(frames, Duration.ofMillis(20), Math.min(cut, frames.length - 1));

            assertThat(peer.response(id).text()).contains("x-cut: at " + cut);
            id += 2;
        }
        assertThat(endpoints.fieldRequests() - before).isEqualTo(12);
    }

    @Test
    void aLargeResponseHeaderBlockIsCutIntoContinuations(ScriptedPeer peer) {
        peer.greet().get(1, "/test/big-headers?fields=6&size=8000");

        PeerFrame first = peer.awaitFrame(HEADERS, 1);
        assertThat(first.has(END_HEADERS)).isFalse();
        assertThat(first.payload().limit()).isEqualTo(16_384);
        PeerFrame last = first;
        while (!last.has(END_HEADERS)) {
            last = peer.awaitFrame(FrameType.CONTINUATION, 1);
        }
        assertThat(last.fields())
                .filteredOn(field -> field.name().startsWith("x-big-"))
                .hasSize(6);
        assertThat(last.field("x-big-5")).hasSize(8000);
    }

    @Test
    void anAnswerBeforeTheContentWasReadLeavesTheConnectionInOrder(ScriptedPeer peer) {
        peer.greet().post(1, "/test/ignore").data(1, "some", 0);

        assertThat(peer.response(1).text()).isEqualTo("not read");
        peer.expect("1 RST_STREAM NO_ERROR");
        peer.data(1, "more", END_STREAM).get(3, "/test/hello");
        assertThat(peer.response(3).status()).isEqualTo("200");
        assertThat(peer.unread()).isEmpty();
    }

    /** A client in the middle of its request is not told to stop; some drop the answer with the reset. */
    @Test
    void theRestOfARequestThatComesAtOnceBehindItsAnswerIsNoReasonForAReset(ScriptedPeer peer) {
        peer.greet().post(1, "/test/ignore").data(1, "some", 0);

        assertThat(peer.response(1).text()).isEqualTo("not read");
        peer.data(1, "more", END_STREAM).get(3, "/delay/400ms");
        assertThat(peer.response(3).status()).isEqualTo("200");
        assertThat(peer.unread()).isEmpty();
    }

    /** The answer does not wait for them, but they are still the request's (RFC 9113 §8.1). */
    @Test
    void trailersBehindTheAnswerAreJudged(ScriptedPeer peer) {
        peer.greet().post(1, "/test/ignore").data(1, "some", 0);

        assertThat(peer.response(1).text()).isEqualTo("not read");
        peer.headers(1, END_STREAM, ":method", "GET");
        peer.expect("1 RST_STREAM PROTOCOL_ERROR");
    }

    /** Behind its own RST_STREAM a client may send nothing, also where the server's reset was first (RFC 9113 §5.1). */
    @Test
    void contentBehindTheClientsResetIsAFaultThoughTheServerHadResetToo(ScriptedPeer peer) {
        peer.greet().post(1, "/test/ignore").data(1, "some", 0);
        assertThat(peer.response(1).text()).isEqualTo("not read");
        peer.expect("1 RST_STREAM NO_ERROR");

        peer.rst(1, CANCEL).data(1, "more", END_STREAM);

        peer.expect("1 RST_STREAM STREAM_CLOSED");
    }

    @Test
    void headersBehindTheClientsResetAreAFaultThoughTheServerHadResetToo(ScriptedPeer peer) {
        peer.greet().post(1, "/test/ignore").data(1, "some", 0);
        assertThat(peer.response(1).text()).isEqualTo("not read");
        peer.expect("1 RST_STREAM NO_ERROR");

        peer.rst(1, CANCEL).headers(1, END_STREAM, "x-trailer", "late");

        assertThat(peer.expectGoAway(STREAM_CLOSED)).isEqualTo("HEADERS on closed stream 1");
    }

    @Test
    void anEndpointThatThrowsFailsItsOwnStreamAlone(ScriptedPeer peer) throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            peer.greet().get(1, "/test/hold/beside-a-failure");
            endpoints.awaitHeld("beside-a-failure");
            peer.get(3, "/test/fail");

            assertThat(peer.response(3).status()).isEqualTo("500");
            assertThat(log.lines()).singleElement().asString().contains("/test/fail");
            endpoints.release("beside-a-failure");
            assertThat(peer.response(1).text()).isEqualTo("held");
        }
    }

    @Test
    void aResetInTheMiddleOfAResponseDisturbsNoOtherStreamAndLeavesNoStackTrace(ScriptedPeer peer) throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            peer.greet().windowUpdate(0, ENDLESS).get(1, "/test/forever").get(3, "/test/hold/beside-a-reset");
            endpoints.awaitHeld("beside-a-reset");
            peer.awaitFrame(DATA, 1);
            peer.rst(1, CANCEL).settle();
            endpoints.release("beside-a-reset");

            Response other = peer.response(3);
            assertThat(other.text()).isEqualTo("held");
            peer.get(5, "/test/hello");
            assertThat(peer.response(5).text()).isEqualTo("hello");
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void aBodyCutOffWithItsConnectionLeavesNoStackTrace(ScriptedPeer peer) throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            endpoints.forgetUploads();
            peer.greet().post(1, "/test/read/cut").data(1, "some", 0);
            endpoints.awaitHeld("cut");
            peer.close();
            endpoints.awaitUploadEnd();

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void errorCodesAndSettingsThatNobodyDefinedAreTaken(ScriptedPeer peer) {
        peer.greet(0x2a, 7).windowUpdate(0, ENDLESS).get(1, "/test/forever");
        peer.awaitFrame(DATA, 1);
        peer.frame(FrameType.RST_STREAM, 0, 1, (byte) 0, (byte) 0, (byte) 1, (byte) 0);
        peer.get(3, "/test/hello");

        assertThat(Objects.toString(peer.response(3).headers().field(":status")))
                .isEqualTo("200");
        assertThat(ErrorCode.name(0x100)).isEqualTo("0x100");
    }
}
