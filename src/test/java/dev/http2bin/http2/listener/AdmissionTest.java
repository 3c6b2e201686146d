package dev.http2bin.http2.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Only so many connections at once, and the next one as soon as one has closed. */
@RunningService
@TestPropertySource(properties = "http2bin.limits.max-connections=3")
class AdmissionTest {
    private static final int MOST = 3;

    @LocalServerPort
    int port;

    private boolean isServed() {
        try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
            return peer.greet().get(1, "/version").response(1).status().equals("200");
        } catch (RuntimeException | AssertionError e) {
            return false;
        }
    }

    @Test
    void oneConnectionTooManyIsClosedAndTheOthersGoOn() {
        List<ScriptedPeer> open = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            open.add(ScriptedPeer.connect(port).greet());
        }

        assertThat(isServed()).isFalse();
        open.forEach(
                peer -> assertThat(peer.get(1, "/version").response(1).status()).isEqualTo("200"));

        open.remove(0).close();
        await().until(this::isServed);
        open.forEach(ScriptedPeer::close);
    }

    /** Also connections that never say a word have a place, and give it back. */
    @Test
    void connectionsThatSayNothingGiveTheirPlaceBack() throws IOException {
        for (int i = 0; i < 5 * MOST; i++) {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
        }

        await().until(this::isServed);
    }
}
