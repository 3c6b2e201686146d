package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** An upload that may not be sent, since another that nothing reads used up the connection's window, is not a slow one. */
@RunningService
@TestPropertySource(
        properties = {
            "http2bin.http2.connection-window=128KB",
            "http2bin.http2.stream-window=128KB",
            "http2bin.limits.body-grace=2s",
            "http2bin.limits.body-rate=10000B"
        })
class WithheldWindowTest {
    private static final int FRAME = 16_384;

    @Autowired
    TestEndpoints endpoints;

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void anUploadBesideAnotherThatNothingReadsGoesOnOnceTheWindowOpens(int streams, ScriptedPeer peer)
            throws Exception {
        String key = "withheld-" + streams;
        useUp(peer, key);
        for (int i = 0; i < streams; i++) {
            peer.post(3 + 2 * i, "/test/count");
        }
        Thread.sleep(4_500);
        assertThat(peer.settle().unread()).noneMatch(line -> line.contains("RST_STREAM"));

        endpoints.release(key);
        peer.await("0 WINDOW_UPDATE");
        Thread.sleep(300);
        for (int i = 0; i < streams; i++) {
            peer.data(3 + 2 * i, "late", END_STREAM);
        }

        for (int i = 0; i < streams; i++) {
            assertThat(peer.response(3 + 2 * i).text()).isEqualTo("4 octets");
        }
    }

    @Test
    void anUploadThatDoesNotGoOnThenIsSlow(ScriptedPeer peer) throws Exception {
        useUp(peer, "then-slow");
        peer.post(3, "/test/count");
        Thread.sleep(4_500);
        assertThat(peer.settle().unread()).noneMatch(line -> line.contains("RST_STREAM"));

        endpoints.release("then-slow");

        peer.await("3 RST_STREAM CANCEL");
    }

    private void useUp(ScriptedPeer peer, String key) throws InterruptedException {
        peer.greet().post(1, "/test/hold/" + key);
        endpoints.awaitHeld(key);
        for (int i = 0; i < 8; i++) {
            peer.data(1, new byte[FRAME], 0);
        }
    }
}
