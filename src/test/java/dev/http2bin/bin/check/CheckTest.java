package dev.http2bin.bin.check;

import static dev.http2bin.bin.check.Judged.check;
import static dev.http2bin.bin.check.Judged.result;
import static dev.http2bin.bin.check.Judged.words;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

/** What {@code /check} and {@code /connection/client} say of clients that behave in a certain way. */
@RunningService
class CheckTest {
    private static final String GOAWAY = "0 GOAWAY 5 NO_ERROR asked for at /faults/goaway";

    @Test
    void aFreshClientHasAcknowledgedAndAnswered(ScriptedPeer peer) {
        JsonPath list = check(peer.greet(2, 0), 1);
        assertThat(result(list, "settings")).isEqualTo("OK");
        assertThat(result(list, "ping")).isEqualTo("OK");
        assertThat(result(list, "push")).isEqualTo("OK");
        assertThat(result(list, "reuse")).isEqualTo("UNSEEN");
        assertThat(result(list, "retry")).isEqualTo("UNSEEN");
        assertThat(list.getString("summary")).contains("0 bad");
    }

    @Test
    void itIsTextForThoseWhoTakeAnything(ScriptedPeer peer) {
        peer.greet().get(1, "/check", "accept", "*/*");
        peer.pong();
        assertThat(peer.response(1).text()).contains("ok      settings, ping, ", "not seen yet\n");
    }

    @Test
    void aSilentClientFailsThePing(ScriptedPeer peer) {
        peer.greet().get(1, "/check", "accept", "application/json");
        JsonPath list = JsonPath.from(peer.response(1).text());
        assertThat(result(list, "ping")).isEqualTo("BAD");
    }

    @Test
    void streamsOverALoweredLimitAreBad(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/max-streams?n=1");
        peer.await("0 SETTINGS MAX_CONCURRENT_STREAMS");
        peer.settingsAck();
        assertThat(peer.response(1).status()).isEqualTo("200");
        JsonPath kept = check(peer, 3);
        assertThat(result(kept, "stream limit")).isEqualTo("OK");
        peer.get(5, "/delay/200ms").get(7, "/hello").expect("7 RST_STREAM REFUSED_STREAM");
        assertThat(peer.response(5).status()).isEqualTo("200");
        assertThat(result(check(peer, 9), "stream limit")).isEqualTo("BAD");
    }

    @Test
    void aClientThatLeavesAfterGoAwayIsGood(ScriptedPeer peer) {
        peer.greet().get(1, "/check?after=300ms", "accept", "application/json").get(3, "/delay/1ms");
        assertThat(peer.response(3).status()).isEqualTo("200");
        peer.get(5, "/faults/goaway").await(GOAWAY);
        peer.pong();
        assertThat(result(JsonPath.from(peer.response(1).text()), "goaway")).isEqualTo("OK");
    }

    @Test
    void aStreamLongAfterGoAwayIsBad(ScriptedPeer peer) {
        peer.greet().get(1, "/check?after=900ms", "accept", "application/json").get(3, "/delay/400ms");
        peer.get(5, "/faults/goaway");
        peer.await(GOAWAY);
        assertThat(peer.response(3).status()).isEqualTo("200");
        peer.get(7, "/hello").await("7 RST_STREAM REFUSED_STREAM");
        peer.pong();
        JsonPath list = JsonPath.from(peer.response(1).text());
        assertThat(result(list, "goaway")).isEqualTo("BAD");
        assertThat(words(list, "goaway")).startsWith("It opened 1 stream on");
    }

    /** Its answer to the PING takes longer than its stream, so that it may not have read the GOAWAY. */
    @Test
    void aStreamThatMayHaveCrossedGoAwayIsNoFault(ScriptedPeer peer) {
        peer.greet().get(1, "/check?after=100ms", "accept", "application/json").get(3, "/delay/900ms");
        peer.get(5, "/faults/goaway").await(GOAWAY);
        peer.get(7, "/hello").await("7 RST_STREAM REFUSED_STREAM");
        assertThat(peer.response(3).status()).isEqualTo("200");
        peer.pong();
        assertThat(result(JsonPath.from(peer.response(1).text()), "goaway")).isEqualTo("NOTE");
    }

    @Test
    void theReportTellsTrailersUpdatesAndSilence(ScriptedPeer peer) throws Exception {
        peer.greet().post(1, "/echo").headers(1, END_STREAM, "x-sum", "42");
        assertThat(peer.response(1).status()).isEqualTo("200");
        Thread.sleep(300);
        peer.windowUpdate(0, 1000).get(3, "/connection/client");
        JsonPath report = JsonPath.from(peer.response(3).text());
        assertThat(report.getInt("behaviour.requests")).isEqualTo(2);
        assertThat(report.getInt("behaviour.trailers")).isEqualTo(1);
        assertThat(report.getInt("behaviour.windowUpdates")).isEqualTo(1);
        assertThat(report.getDouble("behaviour.longestSilence")).isGreaterThan(0.25);
    }
}
