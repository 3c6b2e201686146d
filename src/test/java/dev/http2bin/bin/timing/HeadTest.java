package dev.http2bin.bin.timing;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HEAD of what takes its time: there is no body to wait for. */
@RunningService
class HeadTest {

    @ParameterizedTest
    @ValueSource(strings = {"/drip?bytes=7&duration=59s", "/clock?ticks=2&interval=59s"})
    void isAnsweredWholeAtOnce(String path, ScriptedPeer peer) {
        peer.greet().headers(1, END_STREAM, ScriptedPeer.request("HEAD", path));

        assertThat(peer.response(1).status()).isEqualTo("200");
    }
}
