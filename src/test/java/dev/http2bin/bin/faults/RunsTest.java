package dev.http2bin.bin.faults;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.http2bin.peer.Http1;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The first tries of a run are reset, and the next is answered. */
@RunningService
class RunsTest {
    private static final String REFUSED = "/faults/reset?error=REFUSED_STREAM&";

    @LocalServerPort
    int port;

    private static void isReset(ScriptedPeer peer, int id, String query) {
        peer.get(id, REFUSED + query).expect(id + " RST_STREAM REFUSED_STREAM");
    }

    private static void isTry(int number, ScriptedPeer peer, int id, String query) {
        ScriptedPeer.Response response = peer.get(id, REFUSED + query).response(id);
        assertThat(response.status()).isEqualTo("200");
        JsonPath answer = JsonPath.from(response.text());
        assertThat(answer.getString("fault")).isEqualTo("reset");
        assertThat(answer.getInt("try")).isEqualTo(number);
    }

    @Test
    void theFirstTriesOfAConnectionAreResetAndThoseBehindThemAreAnswered(ScriptedPeer peer) {
        peer.greet();
        isReset(peer, 1, "times=2");
        isReset(peer, 3, "times=2");
        isTry(3, peer, 5, "times=2");
        isTry(4, peer, 7, "times=2");
        try (ScriptedPeer other = ScriptedPeer.connect(port).greet()) {
            isReset(other, 1, "times=2");
        }
    }

    @Test
    void aRunIsCountedOverAllItsConnections(ScriptedPeer peer) {
        String query = "times=3&run=across-connections.1~_";
        peer.greet();
        isReset(peer, 1, query);
        try (ScriptedPeer other = ScriptedPeer.connect(port).greet()) {
            isReset(other, 1, query);
            isReset(peer, 3, query);
            isTry(4, other, 3, query);
        }
        isTry(5, peer, 5, query);
    }

    @Test
    void runsAndConnectionsAreCountedForThemselves(ScriptedPeer peer) {
        peer.greet();
        isReset(peer, 1, "times=1&run=one-of-two");
        isReset(peer, 3, "times=1&run=two-of-two");
        isReset(peer, 5, "times=1");
        isTry(2, peer, 7, "times=1&run=one-of-two");
        isTry(2, peer, 9, "times=1");
    }

    @Test
    void theTriesOfAnUploadCountAsWell(ScriptedPeer peer) {
        peer.greet().post(1, REFUSED + "times=1").data(1, "part", 0);
        peer.expect("1 RST_STREAM REFUSED_STREAM");
        peer.post(3, REFUSED + "times=1").data(3, "whole", END_STREAM);
        assertThat(peer.response(3).text()).contains("\"try\": 2");
    }

    @Test
    void aTryMayFailInTheMiddleOfItsResponse(ScriptedPeer peer) {
        String target = "/faults/reset?after=10&times=1";
        peer.greet().get(1, target);
        peer.expect("1 HEADERS", "1 DATA", "1 RST_STREAM CANCEL");
        assertThat(peer.get(3, target).response(3).text()).contains("\"try\": 2");
    }

    @Test
    void noTryNeedFail(ScriptedPeer peer) {
        isTry(1, peer.greet(), 1, "times=0");
    }

    @Test
    void withoutTimesEachTryIsReset(ScriptedPeer peer) {
        peer.greet();
        for (int id = 1; id < 9; id += 2) {
            isReset(peer, id, "after=0");
        }
    }

    /** As a client does that falls back to HTTP/1.1. */
    @Test
    void aTryOverHttp1IsCountedThoughNothingCanBeReset(ScriptedPeer peer) {
        String query = "times=2&run=over-both-protocols";
        isReset(peer.greet(), 1, query);
        Http1.given(port)
                .get(REFUSED + query)
                .then()
                .statusCode(200)
                .body("protocol", equalTo("HTTP/1.1"))
                .body("try", equalTo(2))
                .body("note", containsString("Ask over HTTP/2"));
        isTry(3, peer, 3, query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "times=-1",
                "times=often",
                "times=2147483648",
                "times=1&run=",
                "times=1&run=a%20b",
                "times=1&run=a/b",
                "times=1&run=%C3%A4",
                "times=1&run=12345678901234567890123456789012345678901234567890123456789012345",
                "run=without-times"
            })
    void whatIsNoRunIsRefused(String query, ScriptedPeer peer) {
        ScriptedPeer.Response response = peer.greet().get(1, REFUSED + query).response(1);
        assertThat(response.status()).isEqualTo("400");
        assertThat(response.headers().field("content-type")).isEqualTo("application/problem+json");
        assertThat(response.text()).containsAnyOf("'times' must be", "'run' must be", "Add times=1");
    }

    @Nested
    @TestPropertySource(properties = "http2bin.faults.max-runs=2")
    class OfWhichTwoAreRemembered {

        @Test
        void theOneThatWasTriedLongestAgoIsForgotten(ScriptedPeer peer) {
            peer.greet();
            isReset(peer, 1, "times=1&run=first");
            isReset(peer, 3, "times=1&run=second");
            isTry(2, peer, 5, "times=1&run=first");
            isReset(peer, 7, "times=1&run=third");
            isTry(3, peer, 9, "times=1&run=first");
            isReset(peer, 11, "times=1&run=second");
        }
    }

    @Nested
    @TestPropertySource(properties = "http2bin.faults.run-lifetime=50ms")
    class OfWhichEachIsRememberedForAMoment {

        @Test
        void aRunBeginsAgain(ScriptedPeer peer) throws Exception {
            peer.greet();
            isReset(peer, 1, "times=1&run=again");
            Thread.sleep(60);
            isReset(peer, 3, "times=1&run=again");
        }
    }
}
