package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.Setting.INITIAL_WINDOW_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Expect: 100-continue} over HTTP/2 (RFC 9110 §10.1.1): a 100 as soon as somebody reads, and none otherwise. */
@RunningService
class ContinueTest {
    private static final int FRAME = 16_384;
    private static final int FRAMES = 10;
    private static final int WINDOW = 1 << 20;
    private static final String CONTINUE = "1 HEADERS END_HEADERS :status 100";

    private static ScriptedPeer expecting(ScriptedPeer peer, String method, String path) {
        return expecting(peer, method, path, "100-Continue");
    }

    private static ScriptedPeer expecting(ScriptedPeer peer, String method, String path, String expectation) {
        return peer.greet(INITIAL_WINDOW_SIZE, WINDOW)
                .windowUpdate(0, WINDOW)
                .headers(1, 0, ScriptedPeer.request(method, path, "expect", expectation));
    }

    private static String letters() {
        return "x".repeat(FRAME);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            value = {
                "PUT,/duplex,",
                "POST,/echo,\"bytes\": 163840",
                "POST,/anything/x,\"bytes\": 163840",
                "POST,/body,\"received\":163840",
                "POST,/stream/body,\"received\":163840"
            })
    void theClientThatWaitsIsInvitedAndEveryByteArrives(String method, String path, String answer, ScriptedPeer peer) {
        expecting(peer, method, path).await(CONTINUE);
        for (int i = 0; i < FRAMES; i++) {
            peer.data(1, letters(), i == FRAMES - 1 ? END_STREAM : 0);
        }

        String text = peer.response(1).text();
        if (answer == null) {
            assertThat(text).isEqualTo(letters().repeat(FRAMES));
        } else {
            assertThat(text).contains(answer);
        }
        peer.get(3, "/test/hello");
        assertThat(peer.response(3).text()).isEqualTo("hello");
        assertThat(peer.unread()).noneMatch(line -> line.contains("RST_STREAM"));
    }

    /** {@code Expect} is a list (RFC 9110 §10.1.1). */
    @ParameterizedTest
    @ValueSource(strings = {"100-continue, x", "x=\"a, b\",100-CONTINUE", ", 100-continue"})
    void theClientThatExpectsMoreIsInvitedToo(String expectation, ScriptedPeer peer) {
        expecting(peer, "PUT", "/duplex", expectation).await(CONTINUE);

        assertThat(peer.data(1, "bytes", END_STREAM).response(1).text()).isEqualTo("bytes");
    }

    /** As clients do that have waited long enough. */
    @ParameterizedTest
    @ValueSource(strings = {"/duplex", "/echo", "/body"})
    void theClientThatDoesNotWaitIsServed(String path, ScriptedPeer peer) {
        expecting(peer, path.equals("/duplex") ? "PUT" : "POST", path).data(1, letters(), END_STREAM);

        assertThat(peer.awaitFrame(FrameType.DATA, 1).text()).contains(path.equals("/duplex") ? "xxx" : "16384");
    }

    /** Its response is whole before its request, as any other's (RFC 9113 §8.1). */
    @ParameterizedTest
    @ValueSource(strings = {"/status/200", "/test/ignore", "/no-such-path", "/stream/no-such-path"})
    void nobodyIsInvitedToSendWhatNobodyReads(String path, ScriptedPeer peer) {
        ScriptedPeer.Response answer = expecting(peer, "POST", path).response(1);

        assertThat(answer.status()).isNotEqualTo("100");
        peer.expect("1 RST_STREAM NO_ERROR");
    }

    /** Nor is it refused, which RFC 9110 §10.1.1 allows. */
    @ParameterizedTest
    @ValueSource(strings = {"a-miracle", "x=\"100-continue\"", "x=\"a,100-continue,b\""})
    void anotherExpectationInvitesNobody(String expectation, ScriptedPeer peer) {
        peer.greet()
                .headers(1, 0, ScriptedPeer.request("PUT", "/duplex", "expect", expectation))
                .data(1, "bytes", END_STREAM);

        ScriptedPeer.Response answer = peer.response(1);
        assertThat(answer.status()).isEqualTo("200");
        assertThat(answer.text()).isEqualTo("bytes");
    }
}
