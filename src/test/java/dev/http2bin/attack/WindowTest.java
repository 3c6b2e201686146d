package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.FLOW_CONTROL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.Setting;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Windows that are not kept, or opened too far, in both directions (RFC 9113 §6.9). */
@UnderAttack
class WindowTest {
    private static final int FRAME = 16_384;
    private static final int STREAM = 1 << 20;
    private static final int STREAMS_OF_A_CONNECTION = 4;

    @Autowired
    TestEndpoints endpoints;

    @Test
    void moreThanAStreamsWindowFailsTheStreamAlone(ScriptedPeer peer) throws Exception {
        fill(peer.greet(), 1, "window-of-a-stream");
        peer.data(1, new byte[1], 0);

        peer.await("1 RST_STREAM FLOW_CONTROL_ERROR");
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
        endpoints.release("window-of-a-stream");
    }

    @Test
    void moreThanTheConnectionsWindowEndsTheConnection(ScriptedPeer peer) throws Exception {
        peer.greet();
        for (int i = 0; i < STREAMS_OF_A_CONNECTION; i++) {
            fill(peer, 2 * i + 1, "window-of-a-connection");
        }
        peer.post(9, "/body").data(9, new byte[1], 0);

        assertThat(peer.expectGoAway(FLOW_CONTROL_ERROR)).isEqualTo("more DATA than the connection's window");
        endpoints.release("window-of-a-connection");
    }

    private void fill(ScriptedPeer peer, int id, String hold) throws InterruptedException {
        peer.post(id, "/test/hold/" + hold);
        for (int sent = 0; sent < STREAM; sent += FRAME) {
            peer.data(id, new byte[FRAME], 0);
        }
        endpoints.awaitHeld(hold);
    }

    @Test
    void aStreamsSendWindowOver2To31FailsTheStreamAlone(ScriptedPeer peer) {
        peer.greet().get(1, "/delay/500ms").windowUpdate(1, Integer.MAX_VALUE);

        peer.await("1 RST_STREAM FLOW_CONTROL_ERROR");
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
    }

    @Test
    void theConnectionsSendWindowOver2To31EndsTheConnection(ScriptedPeer peer) {
        peer.greet().windowUpdate(0, Integer.MAX_VALUE);

        peer.expectGoAway(FLOW_CONTROL_ERROR);
    }

    @Test
    void anInitialWindowThatOverflowsAnOpenStreamsEndsTheConnection(ScriptedPeer peer) {
        peer.greet().get(1, "/delay/500ms").windowUpdate(1, Integer.MAX_VALUE - 65_535);
        peer.settings(Setting.INITIAL_WINDOW_SIZE, 65_536);

        peer.expectGoAway(FLOW_CONTROL_ERROR);
    }
}
