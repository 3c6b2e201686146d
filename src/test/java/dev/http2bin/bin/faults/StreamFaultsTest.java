package dev.http2bin.bin.faults;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.FrameType.WINDOW_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a client sees of each fault that is about one stream, while another stream waits for its answer. */
@RunningService
@ExtendWith(OutputCaptureExtension.class)
class StreamFaultsTest {

    /** A stream that is open during the fault is answered after it, and so is a new one. */
    private static void othersGoOn(ScriptedPeer peer) {
        assertThat(peer.response(1).text()).isEqualTo("{\n  \"delay\": 0.300\n}\n");
        peer.get(99, "/stream-id");
        assertThat(peer.response(99).text()).isEqualTo("served on stream 99\n");
    }

    private static ScriptedPeer withAnOpenStream(ScriptedPeer peer) {
        return peer.greet().get(1, "/delay/300ms");
    }

    @ParameterizedTest
    @CsvSource({"CANCEL,CANCEL", "refused_stream,REFUSED_STREAM", "0xdead,0xdead", "11,ENHANCE_YOUR_CALM"})
    void aResetComesWithoutAnAnswer(String error, String seen, ScriptedPeer peer, CapturedOutput output) {
        withAnOpenStream(peer).get(3, "/faults/reset?error=" + error);
        peer.expect("3 RST_STREAM " + seen);
        othersGoOn(peer);
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "\tat ");
    }

    @Test
    void aResetComesAfterSoManyOctets(ScriptedPeer peer, CapturedOutput output) {
        withAnOpenStream(peer).get(3, "/faults/reset?error=INTERNAL_ERROR&after=40000");
        PeerFrame headers = peer.awaitFrame(FrameType.HEADERS, 3);
        assertThat(headers.field(":status")).isEqualTo("200");
        int octets = 0;
        while (octets < 40_000) {
            PeerFrame data = peer.awaitFrame(FrameType.DATA, 3);
            assertThat(data.has(END_STREAM)).isFalse();
            octets += data.payload().limit();
        }
        assertThat(octets).isEqualTo(40_000);
        peer.expect("3 RST_STREAM INTERNAL_ERROR");
        othersGoOn(peer);
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "\tat ");
    }

    @Test
    void anUploadIsResetBeforeItEnds(ScriptedPeer peer) {
        withAnOpenStream(peer).post(3, "/faults/reset?error=REFUSED_STREAM").data(3, "part", 0);
        peer.expect("3 RST_STREAM REFUSED_STREAM");
        othersGoOn(peer);
    }

    @Test
    void aTruncatedResponseSaysMoreThanItHas(ScriptedPeer peer, CapturedOutput output) {
        withAnOpenStream(peer).get(3, "/faults/truncate?declared=1000&sent=300");
        ScriptedPeer.Response response = peer.response(3);
        assertThat(response.headers().field("content-length")).isEqualTo("1000");
        assertThat(response.text()).hasSize(300);
        othersGoOn(peer);
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "\tat ");
    }

    @Test
    void aTruncatedResponseMayHaveNothingOrTooMuch(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/truncate?declared=10&sent=0").get(3, "/faults/truncate?declared=0&sent=20000");
        ScriptedPeer.Response nothing = peer.response(1);
        assertThat(nothing.headers().field("content-length")).isEqualTo("10");
        assertThat(nothing.text()).isEmpty();
        ScriptedPeer.Response more = peer.response(3);
        assertThat(more.headers().field("content-length")).isEqualTo("0");
        assertThat(more.text()).hasSize(20_000);
    }

    @Test
    void hugeHeadersGoOnInContinuations(ScriptedPeer peer) {
        withAnOpenStream(peer).get(3, "/faults/huge-headers?bytes=100000");
        PeerFrame first = peer.awaitFrame(FrameType.HEADERS, 3);
        assertThat(first.has(Flags.END_HEADERS)).isFalse();
        PeerFrame last = peer.awaitFrame(FrameType.CONTINUATION, 3);
        while (!last.has(Flags.END_HEADERS)) {
            last = peer.awaitFrame(FrameType.CONTINUATION, 3);
        }
        assertThat(last.fields().stream()
                        .filter(field -> field.name().startsWith("x-huge-"))
                        .mapToInt(field -> field.name().length() + field.value().length())
                        .sum())
                .isEqualTo(100_000);
        assertThat(peer.rest(peer.awaitFrame(FrameType.DATA, 3))).contains("huge-headers");
        othersGoOn(peer);
    }

    @Test
    void aStalledUploadGetsNoWindowUntilTheTimeIsOver(ScriptedPeer peer) {
        peer.greet().post(1, "/faults/stall?for=700ms");
        byte[] frame = new byte[16_384];
        for (int i = 0; i < 64; i++) {
            peer.data(1, frame, 0); // all of the stream's window, a mebibyte
        }
        peer.get(3, "/delay/300ms");
        assertThat(peer.response(3).text()).isEqualTo("{\n  \"delay\": 0.300\n}\n");
        assertThat(peer.settle().unread()).noneMatch(line -> line.startsWith("1 "));

        peer.await("1 WINDOW_UPDATE");
        peer.data(1, frame, END_STREAM);
        assertThat(peer.response(1).text()).contains("\"received\": " + 65 * 16_384, "\"fault\": \"stall\"");
    }

    @Test
    void anotherUploadIsNotHeldUpByAStalledOne(ScriptedPeer peer) {
        peer.greet().post(1, "/faults/stall?for=5s").post(3, "/body");
        byte[] frame = new byte[16_384];
        for (int i = 0; i < 64; i++) {
            peer.data(1, frame, 0);
        }
        long window = 1 << 20;
        for (int i = 0; i < 640; i++) {
            while (window < frame.length) {
                window += peer.awaitFrame(WINDOW_UPDATE, 3).number(0);
            }
            window -= frame.length;
            peer.data(3, frame, i == 639 ? END_STREAM : 0);
        }
        assertThat(peer.response(3).text()).contains("\"received\":" + 640 * 16_384);
    }
}
