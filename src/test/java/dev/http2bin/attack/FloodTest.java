package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static dev.http2bin.http2.frame.FrameType.PRIORITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.peer.ScriptedPeer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Rapid Reset, MadeYouReset, CONTINUATION floods and floods of small frames (CVE-2023-44487, CVE-2025-8671, VU#421644). */
@UnderAttack
class FloodTest {
    /** Of at most 16,384 octets, for 100,000. */
    private static final int DATA_FRAMES = 7;

    @Autowired
    MeterRegistry meters;

    @ParameterizedTest
    @EnumSource
    void isToldToCalmDownAndEndsWithinASecond(Flood flood, ScriptedPeer peer) {
        peer.greet();
        Reaction reaction = Reaction.of(flood.limit(), meters);

        flood.against(peer);

        reaction.endsConnection(peer, ENHANCE_YOUR_CALM);
    }

    /** Nothing is left of the server's own answers to wait for a client that takes none. */
    @ParameterizedTest
    @EnumSource(
            value = Flood.class,
            names = {
                "PINGS",
                "PINGS_PAID_BY_DATA_BEHIND_A_RESET",
                "SETTINGS_FRAMES",
                "RAPID_RESET",
                "RESETS_BY_MALFORMED_REQUESTS"
            })
    void endsWithinASecondThoughTheClientReadsNothing(Flood flood, ScriptedPeer peer) {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE)
                .windowUpdate(0, Integer.MAX_VALUE - 65_535)
                .get(1, "/bytes/1000000000");
        peer.awaitFrame(HEADERS, 1);
        Reaction reaction = Reaction.of(flood.limit(), meters);
        flood.against(peer);

        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> reaction.isCounted(1));
    }

    /** Each octet of content pays for two PINGs; their answers would pile up without end. */
    @Test
    void pingsThatContentPaysForEndAClientThatReadsNoAnswers(ScriptedPeer peer) {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE)
                .windowUpdate(0, Integer.MAX_VALUE - 65_535)
                .get(1, "/bytes/1000000000");
        peer.awaitFrame(HEADERS, 1);
        Reaction reaction = Reaction.of(Limit.CONTROL_FRAMES, meters);
        peer.post(3, "/body");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            for (int i = 0; i < 200; i++) {
                peer.data(3, new byte[1], 0).ping(i).ping(i);
            }
            reaction.isCounted(1);
        });
    }

    /** As a proxy does that reads many answers in one go; before their DATA, as many would be a flood. */
    @Test
    void windowUpdatesForEachDataFrameAreNoFloodThoughTheyComeTogether(ScriptedPeer peer) {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 1 << 20).windowUpdate(0, 1 << 24);
        int answers = 40;
        for (int id = 1; id < 2 * answers; id += 2) {
            peer.get(id, "/bytes/100000");
        }
        for (int id = 1; id < 2 * answers; id += 2) {
            peer.response(id);
        }

        for (int frame = 0; frame < answers * DATA_FRAMES; frame++) {
            peer.windowUpdate(1, 1).windowUpdate(0, 1);
        }

        peer.settle();
    }

    /** As Chromium does where many pictures come into view at once. */
    @Test
    void eachStreamThatIsOpenMayBeReprioritizedThreeTimesAtOnce(ScriptedPeer peer) {
        peer.greet();
        for (int id = 1; id < 200; id += 2) {
            peer.get(id, "/delay/500ms");
        }
        for (int id = 1; id < 200; id += 2) {
            for (int i = 0; i < 3; i++) {
                peer.frame(PRIORITY, 0, id, new byte[] {0, 0, 0, 0, (byte) i});
            }
        }
        for (int id = 1; id < 200; id += 2) {
            assertThat(peer.response(id).status()).isEqualTo("200");
        }
    }

    @Test
    void theLimitsAreOfTimeAndNotOfNumber(ScriptedPeer peer) throws Exception {
        peer.greet();
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < 100; i++) {
                peer.ping(i);
            }
            Thread.sleep(1_000);
        }

        peer.settle();
    }
}
