package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.http2bin.http2.frame.FrameType.DATA;
import static dev.http2bin.http2.frame.FrameType.PRIORITY_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.peer.ScriptedPeer;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Priorities that change without end, windows fed by the octet, streams opened before any limit was agreed on. */
@UnderAttack
class ControlFramesTest {
    private static final int DRIBBLED_STREAMS = 50;

    @Autowired
    MeterRegistry meters;

    /** For a stream that is open, and for one that is not yet (RFC 9218 §9). */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void priorityUpdatesWithoutEndEndTheConnection(int streamId, ScriptedPeer peer) {
        peer.greet().get(1, "/delay/500ms");
        Reaction reaction = Reaction.of(Limit.CONTROL_FRAMES, meters);

        for (int i = 0; i < 1_000; i++) {
            peer.frame(PRIORITY_UPDATE, 0, 0, priority(streamId, "u=" + i % 8));
        }

        reaction.endsConnection(peer, ENHANCE_YOUR_CALM);
    }

    private static byte[] priority(int streamId, String value) {
        return ByteBuffer.allocate(Integer.BYTES + value.length())
                .putInt(streamId)
                .put(value.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** CVE-2019-9511: each octet of window brings a frame of one octet and no more; the victim beside it notices nothing. */
    @Test
    void windowsThatOpenByTheOctetBringAFrameForEach(ScriptedPeer peer) {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 1);
        for (int i = 0; i < DRIBBLED_STREAMS; i++) {
            peer.get(2 * i + 1, "/bytes/100000");
        }

        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < DRIBBLED_STREAMS; i++) {
                int id = 2 * i + 1;
                assertThat(peer.awaitFrame(DATA, id).payload().remaining()).isEqualTo(1);
                peer.windowUpdate(id, 1);
            }
        }
        for (int i = 0; i < DRIBBLED_STREAMS; i++) {
            assertThat(peer.awaitFrame(DATA, 2 * i + 1).payload().remaining()).isEqualTo(1);
        }
    }

    /** CVE-2025-53506: the limit counts from the first request on, whether the client acknowledges it or not. */
    @Test
    void streamsOverTheLimitAreRefusedBeforeTheClientAcknowledgesIt(ScriptedPeer peer) {
        peer.preface().settings();
        for (int id = 1; id < 300; id += 2) {
            peer.get(id, "/delay/1000ms");
        }

        for (int id = 201; id < 300; id += 2) {
            peer.await(id + " RST_STREAM REFUSED_STREAM");
        }
        for (int id = 1; id < 200; id += 2) {
            assertThat(peer.response(id).status()).isEqualTo("200");
        }
    }
}
