package dev.http2bin.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.frame.ErrorCode;
import dev.http2bin.frame.Setting;
import dev.http2bin.gate.MemoryBound;
import dev.http2bin.peer.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * The hold (second half of CVE-2026-49975): clients that make the server keep memory for them, on many connections. The
 * memory has a bound, those who hold most lose first, and the victim beside them loses nothing.
 */
@UnderAttack
@TestPropertySource(properties = "http2bin.limits.memory=4MB")
class HoldTest {
    private static final int CONNECTIONS = 30;
    private static final int STREAMS = 60;
    private static final int FRAME = 16_384;

    @LocalServerPort
    int port;

    @Autowired
    MemoryBound memory;

    private final List<ScriptedPeer> attackers = new ArrayList<>();

    @AfterEach
    void attackersLeave() throws InterruptedException {
        attackers.forEach(ScriptedPeer::close);
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (memory.held() > memory.bound() / 8 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(memory.held()).as("held once the attackers have left").isLessThanOrEqualTo(memory.bound() / 8);
    }

    @Test
    void responsesThatWaitForWindowsAreRefusedToThoseWhoHoldMost() {
        for (int i = 0; i < CONNECTIONS; i++) {
            ScriptedPeer attacker = ScriptedPeer.connect(port).greet(Setting.INITIAL_WINDOW_SIZE, 0);
            attackers.add(attacker);
            for (int stream = 0; stream < STREAMS; stream++) {
                attacker.get(1 + 2 * stream, "/bytes/100000");
            }
        }
        attackers.forEach(ScriptedPeer::settle);

        assertThat(attackers)
                .allSatisfy(attacker -> assertThat(attacker.unread()).contains(refused(STREAMS)));
        assertThat(memory.held()).isLessThan(memory.bound());
        try (ScriptedPeer ordinary = ScriptedPeer.connect(port).greet()) {
            assertThat(ordinary.get(1, "/version").response(1).status()).isEqualTo("200");
        }
    }

    private static String refused(int streams) {
        return 2 * streams - 1 + " RST_STREAM REFUSED_STREAM";
    }

    @Test
    void uploadsThatNothingReadsEndTheConnectionsOfThoseWhoHoldMost() {
        for (int i = 0; i < 3; i++) {
            ScriptedPeer attacker = ScriptedPeer.connect(port).greet();
            attackers.add(attacker);
            for (int stream = 1; stream < 8; stream += 2) {
                attacker.post(stream, "/delay/9s");
                for (int sent = 0; sent < 60 * FRAME; sent += FRAME) {
                    attacker.data(stream, new byte[FRAME], 0);
                }
            }
        }

        assertThat(attackers.get(0).expectGoAway(ErrorCode.ENHANCE_YOUR_CALM)).isEqualTo("limit memory");
        assertThat(memory.held()).isLessThan(memory.bound() * 5 / 4);
        try (ScriptedPeer ordinary = ScriptedPeer.connect(port).greet()) {
            assertThat(ordinary.get(1, "/version").response(1).status()).isEqualTo("200");
        }
    }
}
