package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@RunningService
@TestPropertySource(properties = "http2bin.http2.max-concurrent-streams=2")
class StreamLimitTest {

    @Autowired
    TestEndpoints endpoints;

    @Test
    void oneStreamMoreIsRefusedAndTheTableStaysInStep(ScriptedPeer peer) throws Exception {
        peer.greet().get(1, "/test/hold/first").get(3, "/test/hold/second");
        peer.get(5, "/test/fields", "x-kept", "kept");
        peer.expect("5 RST_STREAM REFUSED_STREAM");

        endpoints.release("first");
        assertThat(peer.response(1).text()).isEqualTo("held");
        peer.get(7, "/test/fields", "x-kept", "kept");
        assertThat(peer.response(7).text()).contains("x-kept: kept");
        endpoints.release("second");
        assertThat(peer.response(3).text()).isEqualTo("held");
    }

    @Test
    void theContentOfARefusedStreamIsDropped(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hold/third").get(3, "/test/hold/fourth");
        peer.post(5, "/test/count").data(5, "some", 0).data(5, "more", 0).headers(5, END_STREAM, "x-late", "v");
        peer.expect("5 RST_STREAM REFUSED_STREAM").settle();
        assertThat(peer.unread()).isEmpty();

        endpoints.release("third");
        endpoints.release("fourth");
        assertThat(peer.response(1).text()).isEqualTo("held");
        peer.get(7, "/test/fields", "x-late", "v");
        assertThat(peer.response(7).text()).contains("x-late: v");
    }

    @Test
    void aStreamThatWasResetMakesRoom(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hold/fifth").get(3, "/test/hold/sixth");
        peer.rst(1, dev.http2bin.http2.frame.ErrorCode.CANCEL).get(5, "/test/hello");

        assertThat(peer.response(5).text()).isEqualTo("hello");
        endpoints.release("fifth");
        endpoints.release("sixth");
    }
}
