package dev.http2bin.bin.check;

import static dev.http2bin.bin.check.Judged.check;
import static dev.http2bin.bin.check.Judged.report;
import static dev.http2bin.bin.check.Judged.result;
import static dev.http2bin.bin.check.Judged.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

/** What is said of a client by the streams that it opens, resets and opens again. */
@RunningService
class StreamJudgmentsTest {
    private static final String REFUSING = "/faults/reset?error=REFUSED_STREAM";
    private static final String MOST = "/delay/1000ms";

    private static int open(ScriptedPeer peer, int first, int count, String path) {
        for (int i = 0; i < count; i++) {
            peer.get(first + 2 * i, path);
        }
        return first + 2 * count;
    }

    @Test
    void asManyStreamsAsTheLimitAllowsAreFine(ScriptedPeer peer) {
        int next = open(peer.greet(), 1, 100, MOST);
        for (int id = 1; id < next; id += 2) {
            assertThat(peer.response(id).status()).isEqualTo("200");
        }
        assertThat(result(check(peer, next), "stream limit")).isEqualTo("OK");
        assertThat(report(peer, next + 2))
                .containsEntry(
                        "stream limit",
                        "OK It had 100 streams open at once, as many as MAX_CONCURRENT_STREAMS=100 allows.");
    }

    @Test
    void fewerStreamsShowNothingOfTheLimit(ScriptedPeer peer) {
        int next = open(peer.greet(), 1, 99, MOST);
        for (int id = 1; id < next; id += 2) {
            assertThat(peer.response(id).status()).isEqualTo("200");
        }
        JsonPath list = check(peer, next);
        assertThat(result(list, "stream limit")).isEqualTo("UNSEEN");
        assertThat(words(list, "stream limit")).contains("99 streams");
    }

    @Test
    void aStreamMoreThanTheLimitAllowsIsBad(ScriptedPeer peer) {
        int next = open(peer.greet(), 1, 101, MOST);
        peer.await("201 RST_STREAM REFUSED_STREAM");
        for (int id = 1; id < 201; id += 2) {
            assertThat(peer.response(id).status()).isEqualTo("200");
        }
        JsonPath list = check(peer, next);
        assertThat(result(list, "stream limit")).isEqualTo("BAD");
        assertThat(words(list, "stream limit"))
                .isEqualTo("It opened 1 stream more than MAX_CONCURRENT_STREAMS allows (RFC 9113 §5.1.2).");
        assertThat(result(list, "retry")).isEqualTo("UNKNOWN");
    }

    @Test
    void aStreamThatIsAheadOfTheAcknowledgementIsCounted(ScriptedPeer peer) {
        peer.preface()
                .settings()
                .get(1, "/check", "accept", "application/json")
                .settingsAck()
                .pong();
        assertThat(words(JsonPath.from(peer.response(1).text()), "stream limit"))
                .isEqualTo("It had at most 1 stream open at once, fewer than MAX_CONCURRENT_STREAMS=100 allows.");
    }

    /** RFC 9113 §6.5.2: until it has acknowledged the SETTINGS, a client knows no limit. */
    @Test
    void streamsOpenedBeforeTheClientKnewTheLimitAreNoFault(ScriptedPeer peer) {
        int next = open(peer.preface().settings(), 1, 150, MOST);
        for (int id = 201; id < 301; id += 2) {
            peer.await(id + " RST_STREAM REFUSED_STREAM");
        }
        peer.settingsAck();
        for (int id = 1; id < 201; id += 2) {
            assertThat(peer.response(id).status()).isEqualTo("200");
        }
        JsonPath list = check(peer, next);
        assertThat(result(list, "stream limit")).isEqualTo("UNSEEN");
        assertThat(words(list, "stream limit")).contains("50 streams", "before it acknowledged");
        assertThat(result(list, "retry")).isEqualTo("UNKNOWN");
        assertThat(words(list, "retry")).contains("50 requests", "another connection");
    }

    /** Its streams by the higher limit may leave ahead of its ACK. */
    @Test
    void streamsThatALimitOnItsWayAllowsAreNoFault(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/max-streams?n=1").await("0 SETTINGS MAX_CONCURRENT_STREAMS=1");
        peer.settingsAck().response(1);
        peer.get(3, "/faults/max-streams?n=5").await("0 SETTINGS MAX_CONCURRENT_STREAMS=5");
        peer.get(5, "/hello").await("5 RST_STREAM REFUSED_STREAM");
        peer.settingsAck().response(3);
        assertThat(result(check(peer, 7), "stream limit")).isNotEqualTo("BAD");
        peer.get(9, "/faults/max-streams?n=1").await("0 SETTINGS MAX_CONCURRENT_STREAMS=1");
        peer.settingsAck().response(9);
        peer.get(11, MOST).get(13, "/hello").await("13 RST_STREAM REFUSED_STREAM");
        peer.response(11);
        assertThat(result(check(peer, 15), "stream limit")).isEqualTo("BAD");
    }

    @Test
    void whetherARequestWasRetriedOnAnotherConnectionIsUnknown(ScriptedPeer peer) {
        peer.greet().get(1, REFUSING).expect("1 RST_STREAM REFUSED_STREAM");
        JsonPath list = check(peer, 3);
        assertThat(result(list, "retry")).isEqualTo("UNKNOWN");
        assertThat(words(list, "retry")).contains("1 request", "another connection");
        peer.get(5, "/hello").response(5);
        assertThat(result(check(peer, 7), "retry")).isEqualTo("UNKNOWN");
        peer.get(9, REFUSING).expect("9 RST_STREAM REFUSED_STREAM");
        assertThat(result(check(peer, 11), "retry")).isEqualTo("OK");
    }

    /** curl 7.88 and got do so behind each response. */
    @Test
    void aResetBehindAWholeResponseEndsNothingEarly(ScriptedPeer peer) {
        peer.greet().get(1, "/hello").response(1);
        peer.rst(1, ErrorCode.CANCEL).rst(1, ErrorCode.NO_ERROR);
        peer.get(3, "/hello").response(3);
        peer.rst(3, ErrorCode.NO_ERROR);
        assertThat(report(peer, 5)).doesNotContainKey("cancelled streams");
    }

    @Test
    void aStreamThatTheClientEndsEarlyCountsOnce(ScriptedPeer peer) {
        peer.greet().get(1, "/delay/9000ms").rst(1, ErrorCode.CANCEL).rst(1, ErrorCode.CANCEL);
        assertThat(report(peer, 3))
                .containsEntry("cancelled streams", "OK It ended 1 stream before the response was whole.");
        peer.get(5, "/delay/9000ms")
                .get(7, "/delay/9000ms")
                .rst(7, ErrorCode.CANCEL)
                .rst(5, ErrorCode.CANCEL);
        assertThat(report(peer, 9))
                .containsEntry("cancelled streams", "OK It ended 3 streams before the response was whole.");
    }

    @Test
    void resetsThatTheClientLeavesAloneAreFine(ScriptedPeer peer) {
        assertThat(result(check(peer.greet(), 1), "reset")).isEqualTo("UNSEEN");
        peer.get(3, "/faults/reset").expect("3 RST_STREAM CANCEL");
        assertThat(result(check(peer, 5), "reset")).isEqualTo("OK");
    }

    /** RFC 9113 §5.4.2 forbids it; Jetty 12.1's client does it. */
    @Test
    void aResetAnsweredWithAResetIsBad(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/reset").expect("1 RST_STREAM CANCEL").rst(1, ErrorCode.CANCEL);
        JsonPath once = check(peer, 3);
        assertThat(result(once, "reset")).isEqualTo("NOTE");
        assertThat(words(once, "reset")).contains("1 of 1 stream", "before it had read");
        peer.get(5, "/faults/reset").expect("5 RST_STREAM CANCEL").rst(5, ErrorCode.CANCEL);
        JsonPath twice = check(peer, 7);
        assertThat(result(twice, "reset")).isEqualTo("BAD");
        assertThat(words(twice, "reset")).contains("2 streams", "§5.4.2");
    }

    /** Several RST_STREAM frames on one stream are one answer. */
    @Test
    void aSingleStreamIsNoProof(ScriptedPeer peer) {
        peer.greet().get(1, "/faults/reset").expect("1 RST_STREAM CANCEL");
        peer.rst(1, ErrorCode.CANCEL).rst(1, ErrorCode.CANCEL).rst(1, ErrorCode.CANCEL);
        assertThat(result(check(peer, 3), "reset")).isEqualTo("NOTE");
    }

    /** Its RST_STREAM frames may all have crossed the server's. */
    @Test
    void aClientThatCancelsOfItsOwnAccordIsNotAccused(ScriptedPeer peer) {
        peer.greet().get(1, "/delay/9000ms").rst(1, ErrorCode.CANCEL);
        for (int id = 3; id < 9; id += 2) {
            peer.get(id, "/faults/reset").expect(id + " RST_STREAM CANCEL").rst(id, ErrorCode.CANCEL);
        }
        assertThat(result(check(peer, 9), "reset")).isEqualTo("NOTE");
    }

    /** Once the response began, its content may be the reason. */
    @Test
    void aResetOfAResponseThatHadBegunIsNoAnswer(ScriptedPeer peer) {
        peer.greet();
        for (int id = 1; id < 7; id += 2) {
            peer.get(id, "/faults/reset?after=10").await(id + " RST_STREAM CANCEL");
            peer.rst(id, ErrorCode.CANCEL);
        }
        assertThat(result(check(peer, 7), "reset")).isEqualTo("UNSEEN");
    }

    /** RFC 9113 §8.1: the server stops an upload that it has answered; curl 7.88 resets each answered stream anyway. */
    @Test
    void aResetBehindAnEarlyAnswerIsNoAnswer(ScriptedPeer peer) {
        peer.greet();
        for (int id = 1; id < 7; id += 2) {
            peer.post(id, "/hello", "content-length", "2000000").response(id);
            peer.await(id + " RST_STREAM NO_ERROR");
            peer.rst(id, ErrorCode.CANCEL);
        }
        assertThat(result(check(peer, 7), "reset")).isEqualTo("UNSEEN");
        assertThat(report(peer, 9)).doesNotContainKey("cancelled streams");
    }

    @Test
    void aGetThatNeedsAnotherFrameToEndIsNoted(ScriptedPeer peer) {
        peer.greet().headers(1, 0, ScriptedPeer.request("GET", "/hello")).data(1, "", Flags.END_STREAM);
        peer.response(1);
        JsonPath list = check(peer, 3);
        assertThat(result(list, "end of stream")).isEqualTo("NOTE");
        assertThat(words(list, "end of stream")).startsWith("1 of its GET requests needed");
    }

    @Test
    void aGetWithContentIsNotToldToEndSooner(ScriptedPeer peer) {
        peer.greet()
                .headers(1, 0, ScriptedPeer.request("GET", "/echo", "content-length", "2"))
                .data(1, "{}", Flags.END_STREAM);
        peer.response(1);
        assertThat(result(check(peer, 3), "end of stream")).isEqualTo("OK");
    }
}
