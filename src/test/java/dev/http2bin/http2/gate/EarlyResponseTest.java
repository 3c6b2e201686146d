package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.peer.Recording;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A response that is whole before its request (RFC 9113 §8.1): the client has time to read it, and to end the request,
 * before it is told by RST_STREAM(NO_ERROR) to stop. curl 7.88 drops a response that the reset comes with.
 */
@RunningService
class EarlyResponseTest {
    private static final int FRAME = 10_000;

    @ParameterizedTest
    @ValueSource(strings = {"/test/ignore", "/stream/status/200", "/no-such-path"})
    void theRestThatComesBehindTheResponseIsNoReasonForAReset(String path, ScriptedPeer peer) {
        peer.greet().post(1, path, "content-length", "" + 20 * FRAME).data(1, new byte[FRAME], 0);
        assertThat(peer.response(1).status()).isNotEmpty();

        for (int i = 1; i < 20; i++) {
            peer.data(1, new byte[FRAME], i == 19 ? END_STREAM : 0);
        }
        peer.get(3, "/delay/400ms");

        assertThat(peer.response(3).status()).isEqualTo("200");
        assertThat(peer.unread()).noneMatch(line -> line.contains(FrameType.RST_STREAM.name()));
    }

    /** However long it is. */
    @ParameterizedTest
    @ValueSource(strings = {"200000", "2000000", "9000000000"})
    void aRequestThatDoesNotEndIsResetBehindItsResponse(String length, ScriptedPeer peer) {
        peer.greet().post(1, "/test/ignore", "content-length", length).data(1, "some", 0);

        assertThat(peer.response(1).text()).isEqualTo("not read");
        peer.expect("1 RST_STREAM NO_ERROR");
        peer.data(1, "late", 0).get(3, "/test/hello");
        assertThat(peer.response(3).text()).isEqualTo("hello");
        assertThat(peer.unread()).isEmpty();
    }

    /** The time begins when the response has left: a reset in the same octets would be read with it. */
    @Test
    void noResetIsWrittenWhileTheResponseWaitsForTheTransport() {
        LoneGate gate = new LoneGate();
        gate.client(new Recording()
                .preface()
                .settings()
                .settingsAck()
                .post(1, "/upload", "content-length", "2000000")
                .octets());
        gate.block(true);
        gate.undertow(new Recording()
                .headers(1, 0, ":status", "200")
                .data(1, new byte[5], END_STREAM)
                .octets());
        gate.pass(Duration.ofMillis(700));
        assertThat(responses(gate)).isEmpty();

        gate.block(false);
        gate.pass(Duration.ZERO);
        assertThat(responses(gate)).hasSize(2).last().asString().startsWith("1 DATA 5 END_STREAM");

        gate.pass(Duration.ofMillis(700));
        assertThat(responses(gate)).hasSize(3).last().isEqualTo("1 RST_STREAM NO_ERROR");
    }

    private static List<String> responses(LoneGate gate) {
        return CutTest.lines(gate.seenByClient()).stream()
                .filter(line -> line.startsWith("1 "))
                .toList();
    }

    /** So many streams may open and end before the client has read the resets, and be all that is remembered. */
    @Test
    void whatWasUnderWayWhileManyStreamsEndedIsNoFault(ScriptedPeer peer) {
        peer.greet()
                .post(1, "/test/ignore")
                .post(3, "/test/ignore")
                .post(5, "/test/ignore", "content-length", "900000");
        peer.await("1 RST_STREAM NO_ERROR");
        peer.await("3 RST_STREAM NO_ERROR");
        peer.await("5 RST_STREAM NO_ERROR");
        for (int id = 7; id < 607; id += 2) {
            peer.get(id, "/test/hello").response(id);
        }
        peer.forget();

        peer.data(1, "late", 0).data(1, "", END_STREAM).headers(3, END_STREAM, "x-trailer", "late");
        for (int i = 0; i < 50; i++) {
            peer.data(5, new byte[FRAME], 0);
        }
        peer.get(607, "/test/hello");

        assertThat(peer.response(607).text()).isEqualTo("hello");
        assertThat(peer.unread()).noneMatch(line -> line.contains("RST_STREAM") || line.contains("GOAWAY"));
    }
}
