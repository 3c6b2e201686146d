package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.CANCEL;
import static dev.http2bin.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.http2bin.http2.frame.ErrorCode.NO_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.Recording;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** However a client has its requests reset, so many are dispatched at most: the budget, and those that are open at once. */
@UnderAttack
class RapidResetTest {
    private static final int REQUESTS = 2_000;
    private static final int RESETS = 400;
    private static final int OPEN = 100;
    /** The budget grows by 40 a second. */
    private static final int REFILL = 80;

    @Autowired
    TestEndpoints endpoints;

    /** The ways to have a stream reset at once; MadeYouReset are those in which the server resets. */
    enum Way {
        RST_STREAM((frames, id) -> frames.rst(id, CANCEL)),
        WINDOW_UPDATE_OF_0((frames, id) -> frames.windowUpdate(id, 0)),
        WINDOW_OVERFLOW((frames, id) -> frames.windowUpdate(id, Integer.MAX_VALUE)),
        DATA_BEHIND_THE_END((frames, id) -> frames.data(id, "late", 0)),
        A_SHORT_PRIORITY((frames, id) -> frames.frame(FrameType.PRIORITY, 0, id, new byte[4])),
        A_PRIORITY_ON_ITSELF((frames, id) ->
                frames.frame(FrameType.PRIORITY, 0, id, (byte) 0, (byte) 0, (byte) (id >> 8), (byte) id, (byte) 15));

        @SuppressWarnings("ImmutableEnumChecker") // what each says is a constant
        private final ObjIntConsumer<Recording> frame;

        Way(ObjIntConsumer<Recording> frame) {
            this.frame = frame;
        }
    }

    private static byte[] requests(int batch, int firstId, Way way) {
        Recording frames = new Recording();
        for (int first = firstId; first < firstId + 2 * REQUESTS; first += 2 * batch) {
            for (int id = first; id < first + 2 * batch; id += 2) {
                frames.get(id, "/test/fields");
            }
            for (int id = first; id < first + 2 * batch; id += 2) {
                way.frame.accept(frames, id);
            }
        }
        return frames.octets();
    }

    /** The gate stops before Undertow has had its turn, so that hardly one of them reaches an endpoint. */
    @ParameterizedTest
    @EnumSource
    void of2000RequestsThatAreResetAtOnceFewAreDispatched(Way way, ScriptedPeer peer) {
        int before = endpoints.fieldRequests();
        peer.greet().raw(requests(1, 1, way));

        assertThat(accepted(peer)).isBetween(RESETS, RESETS + REFILL);
        assertThat(endpoints.fieldRequests() - before).isLessThanOrEqualTo(RESETS + REFILL);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100})
    void soItIsForRequestsThatAreResetTogether(int batch, ScriptedPeer peer) {
        int before = endpoints.fieldRequests();
        peer.greet().raw(requests(batch, 1, Way.RST_STREAM));

        assertThat(accepted(peer)).isBetween(RESETS, RESETS + REFILL + OPEN);
        assertThat(endpoints.fieldRequests() - before).isLessThanOrEqualTo(RESETS + REFILL + OPEN);
    }

    /** An attacker that waits until its requests are dispatched has no more of them. */
    @ParameterizedTest
    @ValueSource(strings = {"/delay/5000ms", "/clock?ticks=50&interval=100ms", "/bytes/300000"})
    void soItIsForRequestsThatAreResetOnceTheyAreDispatched(String path, ScriptedPeer peer) {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 1_000).windowUpdate(0, Integer.MAX_VALUE - 65_535);
        for (int first = 1; first <= 2 * RESETS + 1; first += 2 * OPEN) {
            Recording requests = new Recording();
            Recording resets = new Recording();
            for (int id = first; id < first + 2 * OPEN; id += 2) {
                requests.get(id, path);
                resets.rst(id, CANCEL);
            }
            peer.raw(requests.octets()).settle().raw(resets.octets());
        }

        assertThat(accepted(peer)).isBetween(RESETS, RESETS + REFILL + OPEN);
    }

    /** The client's own GOAWAY says that it takes no pushes; some servers stopped counting behind it. */
    @ParameterizedTest
    @EnumSource
    void theClientsGoAwayChangesNothing(Way way, ScriptedPeer peer) {
        int before = endpoints.fieldRequests();
        peer.greet();
        peer.post(4_001, "/body"); // keeps the connection open
        peer.goAway(0, NO_ERROR).raw(requests(1, 4_003, way));

        assertThat(accepted(peer) - 2_000).isBetween(RESETS, RESETS + REFILL + 1);
        assertThat(endpoints.fieldRequests() - before).isLessThanOrEqualTo(RESETS + REFILL);
    }

    /** What came whole pays for what comes late on its stream, and for no request that is cut off. */
    @Test
    void responsesThatAreWholePayForNoReset(ScriptedPeer peer) {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 1 << 24).windowUpdate(0, 1 << 24);
        peer.get(4_001, "/bytes/10000000"); // some 600 frames
        peer.response(4_001);
        peer.raw(requests(1, 4_003, Way.RST_STREAM));

        assertThat(accepted(peer) - 2_000).isBetween(RESETS, RESETS + REFILL + 1);
    }

    /** How many streams the GOAWAY says were accepted. */
    private static int accepted(ScriptedPeer peer) {
        PeerFrame goAway = peer.awaitFrame(FrameType.GOAWAY, 0);
        assertThat(goAway.toString()).contains(ENHANCE_YOUR_CALM + " limit resets");
        peer.expectClosed();
        return ((int) goAway.number(0) + 1) / 2;
    }
}
