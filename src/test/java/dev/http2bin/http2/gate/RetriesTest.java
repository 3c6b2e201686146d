package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.http2bin.http2.frame.FrameType.RST_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A client that tries again without end what was reset at its wish, or refused. */
@RunningService
@TestPropertySource(
        properties = {
            "http2bin.limits.retries=50",
            "http2bin.limits.retry-interval=1h",
            "http2bin.limits.resets=5",
            "http2bin.limits.reset-interval=1h",
            "http2bin.http2.max-concurrent-streams=2"
        })
class RetriesTest {
    private static final int RETRIES = 50;

    @Autowired
    MeterRegistry meters;

    @Autowired
    TestEndpoints endpoints;

    private double trips(String limit) {
        return meters.get("http2.server.limit.exceeded")
                .tag("limit", limit)
                .counter()
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error=REFUSED_STREAM", "error=CANCEL", "error=INTERNAL_ERROR&after=100", "times=1000000"})
    void whatIsResetOnRequestIsCalmedOnceTheBudgetIsSpent(String query, ScriptedPeer peer) {
        double before = trips("retries");
        peer.greet();
        int id = 1;
        for (int i = 0; i < RETRIES; i++, id += 2) {
            peer.get(id, "/faults/reset?" + query).awaitFrame(RST_STREAM, id);
        }
        assertThat(peer.get(id, "/version").response(id).status()).isEqualTo("200");

        id += 2;
        peer.get(id, "/faults/reset?" + query).awaitFrame(RST_STREAM, id);
        assertThat(peer.expectGoAway(ENHANCE_YOUR_CALM)).isEqualTo("limit retries");
        assertThat(trips("retries") - before).isEqualTo(1);
    }

    @Test
    void streamsOverTheLimitSpendTheSameBudgetAndNoOther(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hold/retries-1").get(3, "/test/hold/retries-2");
        int id = 5;
        for (int i = 0; i < RETRIES; i++, id += 2) {
            peer.get(id, "/version").expect(id + " RST_STREAM REFUSED_STREAM");
        }
        peer.settle().get(id, "/version");
        assertThat(peer.expectGoAway(ENHANCE_YOUR_CALM)).isEqualTo("limit retries");
        endpoints.release("retries-1");
        endpoints.release("retries-2");
    }

    @Test
    void bothTogetherSpendIt(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hold/retries-3");
        int id = 3;
        for (int i = 0; i < RETRIES / 2; i++, id += 2) {
            peer.get(id, "/faults/reset").awaitFrame(RST_STREAM, id);
        }
        peer.get(id, "/test/hold/retries-4");
        for (int i = 0; i < RETRIES / 2; i++) {
            id += 2;
            peer.get(id, "/version").expect(id + " RST_STREAM REFUSED_STREAM");
        }
        peer.settle().get(id + 2, "/version");
        assertThat(peer.expectGoAway(ENHANCE_YOUR_CALM)).isEqualTo("limit retries");
        endpoints.release("retries-3");
        endpoints.release("retries-4");
    }

    @Test
    void whatIsRefusedBehindAGoAwayDoesNotCount(ScriptedPeer peer) throws Exception {
        double before = trips("retries");
        peer.greet().get(1, "/test/hold/retries-5").get(3, "/faults/goaway");
        assertThat(peer.response(3).status()).isEqualTo("200");
        for (int id = 5; id < 5 + 6 * RETRIES; id += 2) {
            peer.get(id, "/version");
        }
        for (int id = 5; id < 5 + 6 * RETRIES; id += 2) {
            peer.await(id + " RST_STREAM REFUSED_STREAM");
        }
        endpoints.release("retries-5");
        assertThat(peer.response(1).text()).isEqualTo("held");
        peer.expectClosed();
        assertThat(trips("retries")).isEqualTo(before);
    }

    @Test
    void whatTheClientResetsItselfIsNoRetry(ScriptedPeer peer) {
        peer.greet();
        for (int id = 1; id < 11; id += 2) {
            peer.get(id, "/delay/5000ms").settle().rst(id, ErrorCode.CANCEL);
        }
        peer.settle().get(11, "/delay/5000ms").rst(11, ErrorCode.CANCEL);
        assertThat(peer.expectGoAway(ENHANCE_YOUR_CALM)).isEqualTo("limit resets");
    }
}
