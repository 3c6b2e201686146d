package dev.http2bin.http2.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.peer.Recording;
import org.junit.jupiter.api.Test;

/** Who waits for a window, and until when. */
class StallTest {
    private final LoneGate gate = new LoneGate();

    /** Else the next answer would be taken for one that has waited since. */
    @Test
    void nobodyWaitsForTheConnectionsWindowOnceTheStreamThatDidIsReset() {
        gate.client(new Recording()
                .preface()
                .settings()
                .windowUpdate(0, 1)
                .get(1, "/a")
                .windowUpdate(1, 1 << 20)
                .octets());
        Recording answer = new Recording().headers(1, 0, ":status", "200");
        for (int i = 0; i < 4; i++) {
            answer.data(1, new byte[16_384], 0);
        }
        gate.undertow(answer.octets());
        gate.wantsToSend(1);
        assertThat(gate.events()).doesNotContain("stall connection");

        gate.client(new Recording().rst(1, ErrorCode.CANCEL).octets());

        assertThat(gate.events()).contains("stall connection");
    }
}
