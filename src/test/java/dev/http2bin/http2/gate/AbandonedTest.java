package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.ErrorCode.CANCEL;
import static dev.http2bin.http2.frame.ErrorCode.NO_ERROR;
import static dev.http2bin.http2.frame.Setting.INITIAL_WINDOW_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What honest clients reset: their connections go on. The frames are those that each client was seen to send. */
@RunningService
class AbandonedTest {
    private static final int PICTURES = 100;
    private static final int MEBIBYTE = 1 << 20;
    private static final int LARGE_WINDOW = 16 * MEBIBYTE;

    private static void page(ScriptedPeer peer, int firstId, String picture) {
        for (int id = firstId; id < firstId + 2 * PICTURES; id += 2) {
            peer.get(id, picture);
        }
    }

    private static void abandon(ScriptedPeer peer, int firstId) {
        for (int id = firstId; id < firstId + 2 * PICTURES; id += 2) {
            peer.rst(id, CANCEL);
        }
    }

    /** As Chromium does when a page of slow pictures is loaded again; a stream's window holds the large ones up. */
    @ParameterizedTest
    @ValueSource(strings = {"/delay/5000ms", "/bytes/300000", "/clock?ticks=50&interval=100ms"})
    void aBrowserAbandonsTwoPagesOf100PicturesWithinASecondAndSeesTheThird(String picture, ScriptedPeer peer) {
        peer.greet().windowUpdate(0, LARGE_WINDOW);
        long began = System.nanoTime();
        for (int firstId : new int[] {1, 201}) {
            page(peer, firstId, picture);
            peer.settle();
            abandon(peer, firstId);
        }
        peer.settle();
        assertThat(System.nanoTime() - began).isLessThan(1_000_000_000L);

        page(peer, 401, "/delay/10ms");
        for (int id = 401; id < 401 + 2 * PICTURES; id += 2) {
            assertThat(peer.response(id).status()).isEqualTo("200");
        }
    }

    /** As OkHttp does: it answers each DATA frame of a download that it gave up, whenever the server learned of that. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tenDownloadsAreAbandonedWithAResetForEachDataFrame(boolean readToTheEnd, ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, LARGE_WINDOW).windowUpdate(0, LARGE_WINDOW);
        peer.get(1, "/delay/1500ms");
        int resets = 0;
        for (int id = 3; id < 23; id += 2) {
            peer.get(id, "/bytes/1000000");
            peer.awaitFrame(FrameType.DATA, id);
            if (readToTheEnd) {
                peer.rest(peer.awaitFrame(FrameType.DATA, id));
                resets += resetForEach(60, id, peer);
            } else {
                peer.rst(id, CANCEL).settle();
                String data = id + " DATA ";
                long further = peer.unread().stream()
                        .filter(line -> line.startsWith(data))
                        .count();
                resets += resetForEach(further, id, peer);
            }
        }

        assertThat(resets).isGreaterThan(readToTheEnd ? 500 : 0);
        assertThat(peer.response(1).text()).isEqualTo("{\n  \"delay\": 1.500\n}\n");
        peer.settle();
    }

    private static int resetForEach(long frames, int id, ScriptedPeer peer) {
        for (int i = 0; i < frames; i++) {
            peer.rst(id, CANCEL);
        }
        return (int) frames;
    }

    /** As Debian's curl does behind each whole response, one after the other. */
    @Test
    void aThousandResponsesAreResetWhenTheyAreWhole(ScriptedPeer peer) {
        peer.greet().windowUpdate(0, LARGE_WINDOW);
        for (int id = 1; id < 2_000; id += 2) {
            peer.get(id, "/version");
            assertThat(peer.response(id).status()).isEqualTo("200");
            peer.rst(id, NO_ERROR);
        }
        peer.settle();
    }

    /** As gRPC does, whose request has not ended when a 404 answers it. */
    @Test
    void aThousandRequestsAreResetWhoseResponsesCameFirst(ScriptedPeer peer) {
        peer.greet().windowUpdate(0, LARGE_WINDOW);
        for (int id = 1; id < 2_000; id += 2) {
            peer.post(id, "/helloworld.Greeter/SayHello", "content-type", "application/grpc");
            ScriptedPeer.Response response = peer.response(id);
            assertThat(response.status()).isEqualTo("404");
            peer.rst(id, CANCEL);
        }
        peer.settle();
    }

    /** The resets of a proxy arrive after many more streams ended than the server remembers. */
    @Test
    void theResetsOf500WholeResponsesMayComeTogether(ScriptedPeer peer) {
        peer.greet().windowUpdate(0, LARGE_WINDOW);
        for (int id = 1; id < 1_000; id += 2) {
            peer.get(id, "/version");
            assertThat(peer.response(id).status()).isEqualTo("200");
        }
        for (int id = 1; id < 1_000; id += 2) {
            peer.rst(id, NO_ERROR).rst(id, NO_ERROR); // for HEADERS and for DATA
        }
        peer.settle();
    }

    @Test
    void theResetOfAWholeResponseDoesNotDisturbTheNext(ScriptedPeer peer) {
        peer.greet().get(1, "/version");
        assertThat(peer.response(1).status()).isEqualTo("200");
        peer.rst(1, NO_ERROR).rst(1, NO_ERROR).get(3, "/version");
        PeerFrame headers = peer.response(3).headers();
        assertThat(headers.field(":status")).isEqualTo("200");
        assertThat(peer.settle().unread()).isEmpty();
    }
}
