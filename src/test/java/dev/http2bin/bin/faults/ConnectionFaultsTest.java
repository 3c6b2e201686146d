package dev.http2bin.bin.faults;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a client sees of each fault that is about its whole connection. */
@RunningService
@ExtendWith(OutputCaptureExtension.class)
class ConnectionFaultsTest {

    @Autowired
    TestEndpoints endpoints;

    @Test
    void aGoAwayLetsOpenStreamsEndAndRefusesNewOnes(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hold/goaway").get(3, "/faults/goaway?error=ENHANCE_YOUR_CALM");
        peer.expect("0 GOAWAY 3 ENHANCE_YOUR_CALM asked for at /faults/goaway");
        assertThat(peer.response(3).text()).contains("\"fault\": \"goaway\"");
        peer.get(5, "/hello").expect("5 RST_STREAM REFUSED_STREAM");
        endpoints.release("goaway");
        assertThat(peer.response(1).text()).isEqualTo("held");
        peer.expectClosed();
    }

    /** Else the form would be read whole into memory, to look for parameters in it. */
    @Test
    void parametersAreTheQuerysAndAFormIsNotWaitedFor(ScriptedPeer peer) {
        peer.greet().post(1, "/faults/goaway", "content-type", "application/x-www-form-urlencoded");
        peer.data(1, "error=CANCEL&", 0);

        peer.expect("0 GOAWAY 1 NO_ERROR asked for at /faults/goaway");
    }

    @Test
    void aCloseComesAfterSoManyOctetsAndWithoutGoAway(ScriptedPeer peer, CapturedOutput output) {
        peer.greet().get(1, "/test/hold/closed").get(3, "/faults/close?after=20000");
        PeerFrame headers = peer.awaitFrame(FrameType.HEADERS, 3);
        assertThat(headers.field(":status")).isEqualTo("200");
        for (int octets = 0; octets < 20_000; ) {
            PeerFrame data = peer.awaitFrame(FrameType.DATA, 3);
            assertThat(data.has(END_STREAM)).isFalse();
            octets += data.payload().limit();
        }
        peer.expectClosed();
        endpoints.release("closed");
        assertThat(peer.unread()).isEmpty();
        assertThat(peer.trace()).endsWith("< closed").doesNotContain("< 0 GOAWAY");
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "\tat ");
    }

    @Test
    void aCloseMayComeAtOnce(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/close");
        peer.expectClosed();
        assertThat(peer.unread()).isEmpty();
    }

    @Test
    void fewerStreamsCountOnceTheClientAcknowledged(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hold/one").get(3, "/faults/max-streams?n=1");
        peer.expect("0 SETTINGS MAX_CONCURRENT_STREAMS=1");
        peer.get(5, "/hello");
        assertThat(peer.response(5).text()).startsWith("You requested");
        peer.settingsAck();
        assertThat(answer(peer, 3).getDouble("acknowledged")).isPositive();
        peer.get(7, "/hello").expect("7 RST_STREAM REFUSED_STREAM");
        endpoints.release("one");
        assertThat(peer.response(1).text()).isEqualTo("held");
        peer.get(9, "/connection");
        assertThat(answer(peer, 9).getInt("settings.MAX_CONCURRENT_STREAMS")).isEqualTo(1);
    }

    @Test
    void moreStreamsThanTheServerAllowsAreToldButRefused(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/settings?MAX_CONCURRENT_STREAMS=1000");
        peer.expect("0 SETTINGS MAX_CONCURRENT_STREAMS=1000").settingsAck();
        assertThat(peer.response(1).status()).isEqualTo("200");
        for (int id = 3; id < 203; id += 2) {
            peer.get(id, "/delay/1000ms");
        }
        peer.get(203, "/hello");
        peer.expect("203 RST_STREAM REFUSED_STREAM");
    }

    @Test
    void anySettingIsSentAsItIsWritten(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/settings?enable_push=2&0x2a=4294967295&4242=0");
        PeerFrame settings = peer.awaitFrame(FrameType.SETTINGS, 0);
        assertThat(settings.settings())
                .containsExactlyInAnyOrder(
                        new Setting(Setting.ENABLE_PUSH, 2), new Setting(0x2a, 4294967295L), new Setting(4242, 0));
    }

    @Test
    void aClientThatDoesNotAcknowledgeIsAnsweredAllTheSame(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/settings?0x2a=1");
        peer.expect("0 SETTINGS 0x2a=1");
        JsonPath answer = answer(peer, 1);
        assertThat(answer.getString("fault")).isEqualTo("settings");
        assertThat(answer.<Object>get("acknowledged")).isNull();
    }

    @Test
    void aSmallerTableIsAcknowledgedAndUsed(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/settings?HEADER_TABLE_SIZE=0");
        peer.expect("0 SETTINGS HEADER_TABLE_SIZE=0").settingsAck();
        assertThat(peer.response(1).status()).isEqualTo("200");
        // no block without a table size update any more (RFC 7541 §4.2)
        peer.get(3, "/hello");
        assertThat(peer.expectGoAway(dev.http2bin.http2.frame.ErrorCode.COMPRESSION_ERROR))
                .contains("table size update");
    }

    @Test
    void smallWindowsAreRefilledAsTheUploadIsRead(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/window?size=1000");
        peer.expect("0 SETTINGS INITIAL_WINDOW_SIZE=1000").settingsAck();
        assertThat(peer.response(1).status()).isEqualTo("200");
        peer.post(3, "/body");
        long window = 1000;
        byte[] piece = new byte[500];
        for (int sent = 0; sent < 10_000; sent += piece.length) {
            while (window < piece.length) {
                long more = peer.awaitFrame(FrameType.WINDOW_UPDATE, 3).number(0);
                assertThat(more).isLessThanOrEqualTo(1000);
                window += more;
            }
            peer.data(3, piece, sent + piece.length == 10_000 ? END_STREAM : 0);
            window -= piece.length;
        }
        assertThat(peer.response(3).text()).contains("\"received\":10000");
    }

    @Test
    void oneOctetOverASmallWindowIsAnError(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/window?size=10");
        peer.expect("0 SETTINGS INITIAL_WINDOW_SIZE=10").settingsAck();
        assertThat(peer.response(1).status()).isEqualTo("200");
        peer.post(3, "/body").data(3, new byte[11], 0);
        peer.await("3 RST_STREAM FLOW_CONTROL_ERROR");
    }

    @Test
    void aLargerFrameIsTakenOnceItIsAllowed(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/settings?MAX_FRAME_SIZE=65536");
        peer.expect("0 SETTINGS MAX_FRAME_SIZE=65536").settingsAck();
        assertThat(peer.response(1).status()).isEqualTo("200");
        peer.post(3, "/body").data(3, new byte[65_536], END_STREAM);
        assertThat(peer.response(3).text()).contains("\"received\":65536", "\"dataFrames\":1");
    }

    @Test
    void pingsStayWithoutAnswerForAWhile(ScriptedPeer peer) throws Exception {
        peer.greet().get(1, "/faults/ping-silence?for=400ms");
        assertThat(answer(peer, 1).getString("fault")).isEqualTo("ping-silence");
        peer.ping(7).get(3, "/delay/500ms");
        assertThat(peer.response(3).status()).isEqualTo("200");
        peer.ping(8).expect("0 PING ACK 0000000000000008");
    }

    private static JsonPath answer(ScriptedPeer peer, int streamId) {
        return JsonPath.from(peer.response(streamId).text());
    }
}
