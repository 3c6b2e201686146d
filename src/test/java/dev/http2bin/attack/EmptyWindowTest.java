package dev.http2bin.attack;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.ScriptedPeer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HEADERS need no window, only DATA does (RFC 9113 §5.2.1): they leave at once, whatever serves the response. */
@UnderAttack
class EmptyWindowTest {
    private static final List<String> PATHS = List.of(
            "/",
            "/hello",
            "/version",
            "/stream-id",
            "/echo?a=b",
            "/bytes/10",
            "/bytes/1000000",
            "/files",
            "/files/hello.txt",
            "/files/nothing.txt",
            "/status/200",
            "/status/404",
            "/status/500",
            "/delay/10ms",
            "/clock?ticks=3&interval=10ms",
            "/drip?bytes=5&duration=20ms",
            "/early-hints?delay=10ms",
            "/trailers",
            "/check",
            "/connection",
            "/connection/streams",
            "/connection/frames",
            "/connection/hpack",
            "/connection/client",
            "/connection/events",
            "/openapi",
            "/push",
            "/nothing-here",
            "/stream/hello",
            "/stream/stream-id",
            "/stream/version",
            "/stream/bytes/10",
            "/stream/bytes/1000000",
            "/stream/files/hello.txt",
            "/stream/files/nothing.txt",
            "/stream/early-hints?delay=10ms",
            "/stream/nothing-here");

    @Test
    void theHeadersOfEachResponseComeWithoutAWindowAndItsDataBehindThem(ScriptedPeer peer) {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 0);
        assertHeadersComeFirst(peer, 1, true);
    }

    /** A paused download used up the connection's window, and its own is still open. */
    @Test
    void theHeadersOfEachResponseComeBehindAConnectionWindowThatIsUsedUp(ScriptedPeer peer) {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE).get(1, "/bytes/100000");
        for (int received = 0; received < 65_535; ) {
            received += peer.awaitFrame(FrameType.DATA, 1).payload().remaining();
        }
        assertHeadersComeFirst(peer, 3, false);
    }

    private static void assertHeadersComeFirst(ScriptedPeer peer, int first, boolean ofStreams) {
        for (int i = 0; i < PATHS.size(); i++) {
            peer.get(first + 2 * i, PATHS.get(i));
        }
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < PATHS.size(); i++) {
            int id = first + 2 * i;
            PeerFrame headers = peer.awaitFrame(FrameType.HEADERS, id);
            while (String.valueOf(headers.field(":status")).startsWith("1")) {
                headers = peer.awaitFrame(FrameType.HEADERS, id);
            }
            if (headers.has(END_STREAM)) {
                silent.add(PATHS.get(i));
            }
        }
        assertThat(silent).isEmpty();
        assertThat(peer.unread()).noneMatch(line -> line.contains(" DATA ") && !line.contains(" DATA 0 "));
        peer.windowUpdate(0, 1 << 30);
        for (int i = 0; i < PATHS.size(); i++) {
            int id = first + 2 * i;
            if (ofStreams) {
                peer.windowUpdate(id, 10);
            }
            assertThat(peer.awaitFrame(FrameType.DATA, id).payload().remaining())
                    .as(PATHS.get(i))
                    .isPositive();
        }
    }

    /** The credit of a short response is reserved when it begins; it is there for that response all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"/files/hello.txt", "/stream/files/hello.txt", "/bytes/112", "/stream/bytes/112"})
    void aResponseThatJustFitsComesInOneFrame(String path, ScriptedPeer peer) {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 112).get(1, path);

        assertThat(peer.awaitFrame(FrameType.DATA, 1).payload().remaining()).isEqualTo(112);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/duplex", "/echo", "/body", "/stream/body"})
    void aRequestWithABodyIsAnsweredWithoutAWindow(String path, ScriptedPeer peer) {
        String method = path.equals("/duplex") ? "PUT" : "POST";
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 0);
        peer.headers(1, 0, ScriptedPeer.request(method, path)).data(1, "some", END_STREAM);

        assertThat(peer.awaitFrame(FrameType.HEADERS, 1).has(END_STREAM)).isFalse();
        peer.windowUpdate(1, 1 << 20);
        assertThat(peer.awaitFrame(FrameType.DATA, 1).payload().remaining()).isPositive();
    }

    /** A body that fits the windows to the last byte ends its stream without waiting for more room. */
    @ParameterizedTest
    @ValueSource(strings = {"/bytes/65535", "/stream/bytes/65535", "/bytes/100", "/stream/bytes/100"})
    void theEndOfABodyNeedsNoWindow(String path, ScriptedPeer peer) {
        int length = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        peer.greet(Setting.INITIAL_WINDOW_SIZE, length).get(1, path);

        int received = 0;
        PeerFrame data;
        do {
            data = peer.awaitFrame(FrameType.DATA, 1);
            received += data.payload().remaining();
        } while (!data.has(END_STREAM));
        assertThat(received).isEqualTo(length);
    }

    @Test
    void theEndOfAnEchoNeedsNoWindow(ScriptedPeer peer) {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 4).headers(1, 0, ScriptedPeer.request("PUT", "/duplex"));
        peer.data(1, "some", 0);
        assertThat(peer.awaitFrame(FrameType.DATA, 1).text()).isEqualTo("some");
        peer.data(1, "", END_STREAM);

        assertThat(peer.awaitFrame(FrameType.DATA, 1).toString()).isEqualTo("1 DATA 0 END_STREAM");
    }
}
