package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.ErrorCode.COMPRESSION_ERROR;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Settings below the protocol's own, which a client cannot know before it acknowledged them (RFC 9113 §6.5.3). */
@RunningService
@TestPropertySource(properties = {"http2bin.http2.stream-window=1000B", "http2bin.http2.header-table-size=0"})
class OwnSettingsTest {

    @Autowired
    TestEndpoints endpoints;

    @Test
    void whatComesBeforeTheAckMayBeByTheProtocolsOwn(ScriptedPeer peer) {
        peer.preface().settings().post(1, "/test/count", "x-kept", "in the table");
        peer.data(1, new byte[16_000], 0).data(1, new byte[16_000], 0).data(1, new byte[16_000], END_STREAM);
        assertThat(peer.response(1).text()).isEqualTo("48000 octets");

        peer.get(3, "/test/fields", "x-kept", "in the table");
        assertThat(peer.response(3).text()).contains("x-kept: in the table");
    }

    @Test
    void theAckMakesTheWindowsOfOpenStreamsSmall(ScriptedPeer peer) {
        peer.preface().settings().post(1, "/test/hold/small").settingsAck();

        peer.data(1, new byte[1000], 0).await("1 WINDOW_UPDATE +1000");

        peer.data(1, new byte[1001], 0);

        peer.await("1 RST_STREAM FLOW_CONTROL_ERROR");
        endpoints.release("small");
    }

    @Test
    void aBlockBehindTheAckBeginsWithTheTablesNewSize(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hello");

        peer.expectGoAway(COMPRESSION_ERROR);
    }
}
