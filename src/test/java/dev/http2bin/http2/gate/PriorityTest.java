package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.FrameType.DATA;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static dev.http2bin.http2.frame.FrameType.PRIORITY_UPDATE;
import static dev.http2bin.http2.frame.Setting.INITIAL_WINDOW_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The order in which responses are sent that could all be sent (RFC 9218 §10). */
@RunningService
@TestPropertySource(properties = "http2bin.http2.priority-patience=2s")
class PriorityTest {
    private static final int LENGTH = 400_000;

    @Autowired
    private MeterRegistry meters;

    /** A controller and a stream handler: both ask the same windows. */
    @ParameterizedTest
    @ValueSource(strings = {"/bytes/", "/stream/bytes/"})
    void theUrgentResponseThatWasRequestedLastIsSentFirst(String path, ScriptedPeer peer) {
        closed(peer);
        get(peer, path, 1, "u=7");
        get(peer, path, 3, "u=7");
        get(peer, path, 5, "u=7");
        get(peer, path, 7, "u=0");

        assertThat(runs(opened(peer, 4))).containsExactly(7, 1, 3, 5);
    }

    /** Nothing holds the download up, so it never waits of its own accord. */
    @ParameterizedTest
    @ValueSource(strings = {"/bytes/", "/stream/bytes/"})
    void aDownloadThatRunsMakesWayForAnUrgentResponse(String path, ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, Integer.MAX_VALUE).windowUpdate(0, Integer.MAX_VALUE - 65_535);
        peer.get(1, path + 1_900_000_000, "priority", "u=7").awaitFrame(DATA, 1);
        for (int id = 3; id <= 21; id += 2) {
            peer.get(id, path + LENGTH, "priority", "u=0");

            assertThat(othersWithin(peer, id)).isLessThanOrEqualTo(16_384);
        }
    }

    /** Bytes of others between the first and the last byte of a response. */
    private static long othersWithin(ScriptedPeer peer, int id) {
        long others = 0;
        PeerFrame frame = peer.next();
        while (frame.type() != DATA || frame.streamId() != id) {
            frame = peer.next();
        }
        while (!frame.has(Flags.END_STREAM)) {
            frame = peer.next();
            others += frame.type() == DATA && frame.streamId() != id
                    ? frame.payload().remaining()
                    : 0;
        }
        return others;
    }

    @Test
    void withoutAWordResponsesAreSentInTheOrderOfTheirRequests(ScriptedPeer peer) {
        closed(peer);
        for (int id = 1; id <= 7; id += 2) {
            peer.get(id, "/bytes/" + LENGTH).awaitFrame(HEADERS, id);
        }

        assertThat(runs(opened(peer, 4))).containsExactly(1, 3, 5, 7);
    }

    @Test
    void incrementalResponsesShareTheConnection(ScriptedPeer peer) {
        closed(peer);
        get(peer, "/bytes/", 1, "u=3, i");
        get(peer, "/bytes/", 3, "u=3, i");

        List<PeerFrame> frames = opened(peer, 2);

        long first = 0;
        long second = 0;
        for (PeerFrame frame : frames.subList(0, frames.size() / 2)) {
            first += frame.streamId() == 1 ? frame.payload().remaining() : 0;
            second += frame.streamId() == 3 ? frame.payload().remaining() : 0;
        }
        assertThat(Math.min(first, second)).isGreaterThan(Math.max(first, second) * 6 / 10);
    }

    @Test
    void aPriorityUpdateReordersWhatWaits(ScriptedPeer peer) {
        closed(peer);
        get(peer, "/bytes/", 1, "u=1");
        get(peer, "/bytes/", 3, "u=2");
        get(peer, "/bytes/", 5, "u=3");
        update(peer, 5, "u=0");
        update(peer, 1, "u=6");
        peer.settle();

        assertThat(runs(opened(peer, 3))).containsExactly(5, 3, 1);
    }

    @Test
    void aPriorityUpdateThatIsVeryLongSaysNothing(ScriptedPeer peer) {
        closed(peer);
        get(peer, "/bytes/", 1, "u=3");
        get(peer, "/bytes/", 3, "u=3");
        update(peer, 3, "u=0, x=" + "1".repeat(300));
        peer.settle();

        assertThat(runs(opened(peer, 2))).containsExactly(1, 3);
    }

    @Test
    void aPriorityUpdateAheadOfItsRequestCountsMoreThanTheRequest(ScriptedPeer peer) {
        closed(peer);
        update(peer, 3, "u=0");
        get(peer, "/bytes/", 1, "u=3");
        get(peer, "/bytes/", 3, "u=7");

        assertThat(runs(opened(peer, 2))).containsExactly(3, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u=8", "u=-1", "u=high", "u", "urgency=0", "=", "u=0;;", "U=0", "u=0.5", "é"})
    void aFieldThatIsNoneSaysNothing(String field, ScriptedPeer peer) {
        closed(peer);
        get(peer, "/bytes/", 1, "u=3");
        get(peer, "/bytes/", 3, field);

        assertThat(runs(opened(peer, 2))).containsExactly(1, 3);
    }

    /** A download without end is more urgent. */
    @Test
    void aResponseThatWasPassedOverForLongHasATurn(ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, Integer.MAX_VALUE).windowUpdate(0, Integer.MAX_VALUE - 65_535);
        peer.get(1, "/bytes/1900000000", "priority", "u=0").awaitFrame(DATA, 1);
        peer.get(3, "/bytes/10", "priority", "u=7");

        boolean urgentIsOver = false;
        PeerFrame frame = peer.next();
        while (frame.type() != DATA || frame.streamId() != 3) {
            urgentIsOver |= frame.streamId() == 1 && frame.has(Flags.END_STREAM);
            frame = peer.next();
        }

        assertThat(urgentIsOver).isFalse();
    }

    /** It is incremental by its own field, so the download that was asked for first does not hold it up. */
    @Test
    void aClockTicksBesideADownload(ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, Integer.MAX_VALUE).windowUpdate(0, Integer.MAX_VALUE - 65_535);
        peer.get(1, "/bytes/1900000000").awaitFrame(DATA, 1);
        peer.get(3, "/clock?ticks=3&interval=1ms");

        assertThat(peer.awaitFrame(HEADERS, 3).field("priority")).isEqualTo("i");
        assertThat(peer.awaitFrame(DATA, 3).text()).startsWith("tick 1");
    }

    @Test
    void theMetersTellWhatWaitedBehindOthers(ScriptedPeer peer) {
        closed(peer);
        double waits = waits(6).count();
        double bytes = overtaken(6).count();
        get(peer, "/bytes/", 1, "u=6");
        get(peer, "/bytes/", 3, "u=1");
        long urgent = waits(1).count();
        opened(peer, 2);
        peer.settle();

        assertThat((double) waits(6).count()).isGreaterThan(waits);
        assertThat(overtaken(6).count() - bytes).isBetween(LENGTH - 65_536.0, (double) LENGTH);
        assertThat(waits(1).count()).isEqualTo(urgent);
    }

    private Timer waits(int urgency) {
        return meters.get("http2.server.priority.wait")
                .tag("urgency", String.valueOf(urgency))
                .timer();
    }

    private Counter overtaken(int urgency) {
        return meters.get("http2.server.priority.overtaken")
                .tag("urgency", String.valueOf(urgency))
                .counter();
    }

    @Test
    void moreUpdatesForStreamsToComeThanMayBeOpenEndTheConnection(ScriptedPeer peer) {
        peer.greet();
        for (int id = 1; id <= 201; id += 2) {
            update(peer, id, "u=1");
        }

        peer.expectGoAway(ErrorCode.PROTOCOL_ERROR);
    }

    /** A request closes the streams below its own that were never opened (RFC 9113 §5.1.1). */
    @Test
    void updatesForStreamsThatWereSkippedAreForgotten(ScriptedPeer peer) {
        peer.greet();
        for (int id = 1; id < 1_000; id += 4) {
            update(peer, id, "u=1");
            peer.get(id + 2, "/stream/hello").response(id + 2);
        }

        assertThat(peer.get(1_001, "/stream/hello").response(1_001).status()).isEqualTo("200");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 100})
    void anUpdateForAStreamThatIsNoRequestsEndsTheConnection(int id, ScriptedPeer peer) {
        peer.greet();
        update(peer, id, "u=1");

        peer.expectGoAway(ErrorCode.PROTOCOL_ERROR);
    }

    @Test
    void anUpdateForAStreamThatIsOverIsIgnored(ScriptedPeer peer) {
        peer.greet().get(1, "/hello").response(1);
        update(peer, 1, "u=1");

        assertThat(peer.get(3, "/hello").response(3).status()).isEqualTo("200");
    }

    private static void closed(ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, 0).windowUpdate(0, 100_000_000);
    }

    private static void get(ScriptedPeer peer, String path, int id, String priority) {
        peer.get(id, path + LENGTH, "priority", priority).awaitFrame(HEADERS, id);
    }

    private static void update(ScriptedPeer peer, int id, String field) {
        byte[] value = field.getBytes(StandardCharsets.ISO_8859_1);
        peer.frame(
                PRIORITY_UPDATE,
                0,
                0,
                ByteBuffer.allocate(4 + value.length).putInt(id).put(value).array());
    }

    /** Opens all windows, and returns the DATA frames of so many responses. */
    private static List<PeerFrame> opened(ScriptedPeer peer, int responses) {
        peer.settings(INITIAL_WINDOW_SIZE, 1_000_000);
        List<PeerFrame> data = new ArrayList<>();
        for (int left = responses; left > 0; ) {
            PeerFrame frame = peer.next();
            if (frame.type() == DATA) {
                data.add(frame);
                left -= frame.has(Flags.END_STREAM) ? 1 : 0;
            }
        }
        return data;
    }

    /** The streams in the order of their frames; one that is interrupted is there again. */
    private static List<Integer> runs(List<PeerFrame> frames) {
        List<Integer> runs = new ArrayList<>();
        for (PeerFrame frame : frames) {
            if (runs.isEmpty() || runs.get(runs.size() - 1) != frame.streamId()) {
                runs.add(frame.streamId());
            }
        }
        return runs;
    }
}
