package dev.http2bin.bin.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** There is one worker: who holds it, and who does without. */
@RunningService
@TestPropertySource(properties = "server.undertow.threads.worker=1")
class WorkersTest {
    private static final int INITIAL_WINDOW_SIZE = 4;

    @Autowired
    TestEndpoints endpoints;

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/hello", "/stream-id"})
    void whatWaitsForNothingNeedsNoWorker(String path, ScriptedPeer peer) throws Exception {
        peer.greet().get(1, "/test/hold" + path);
        endpoints.awaitHeld(path.substring(1));
        peer.get(3, path);
        assertThat(peer.response(3).status()).isEqualTo("200");
        endpoints.release(path.substring(1));
        assertThat(peer.response(1).text()).isEqualTo("held");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes/100000", "/files/large.bin"})
    void aReaderThatStallsHoldsNoWorker(String path, ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, 1000).get(1, path);
        PeerFrame headers = peer.awaitFrame(FrameType.HEADERS, 1);
        assertThat(headers.field(":status")).isEqualTo("200");
        assertThat(peer.awaitFrame(FrameType.DATA, 1).payload().limit()).isEqualTo(1000);
        peer.get(3, "/delay/1ms");
        assertThat(peer.response(3).text()).isEqualTo("{\n  \"delay\": 0.001\n}\n");
    }
}
