package dev.http2bin.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.gate.MemoryBound;
import dev.http2bin.peer.CapturedLog;
import dev.http2bin.peer.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
    private static final int FRAMES = 60;

    @LocalServerPort
    int port;

    @Autowired
    MemoryBound memory;

    private CapturedLog log;
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

    @BeforeEach
    void captureLog() {
        log = new CapturedLog();
    }

    /** What an attacker loses is no fault of the service's: it could fill the log with those. */
    @AfterEach
    void nothingFailed() {
        log.close();
        assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
    }

    @Test
    void responsesThatWaitForWindowsAreRefusedToThoseWhoHoldMost() {
        long most = mostHeldWhile(() -> {
            for (int i = 0; i < CONNECTIONS; i++) {
                ScriptedPeer attacker = attack(Setting.INITIAL_WINDOW_SIZE, 0);
                for (int stream = 0; stream < STREAMS; stream++) {
                    attacker.get(1 + 2 * stream, "/bytes/100000");
                }
            }
        });

        assertThat(most).isLessThanOrEqualTo(memory.bound());
        assertThatOthersAreServed();
    }

    /** 30 connections with as much content as their windows allow: seven times the bound. */
    @Test
    void uploadsThatNothingReadsEndTheConnectionsThatHoldMost() {
        long most = mostHeldWhile(() -> {
            for (int i = 0; i < CONNECTIONS; i++) {
                ScriptedPeer attacker = attack();
                attacker.post(1, "/delay/60s");
                for (int frame = 0; frame < FRAMES; frame++) {
                    attacker.data(1, new byte[16_384], 0);
                }
            }
        });

        // each connection may add the buffer that finds the bound reached
        assertThat(most).isLessThanOrEqualTo(memory.bound() + CONNECTIONS * 16_384);
        assertThatOthersAreServed();
    }

    /** 120 connections with the beginning of a header block each, in a frame as long as a block may be. */
    @Test
    void headerBlocksThatAreNotWholeCountAsHeld() {
        long most = mostHeldWhile(() -> {
            for (int i = 0; i < 120; i++) {
                ScriptedPeer attacker = attack().get(1, "/faults/settings?MAX_FRAME_SIZE=65536");
                attacker.await("0 SETTINGS MAX_FRAME_SIZE");
                attacker.settingsAck().response(1);
                attacker.header(65_000, FrameType.HEADERS, 0, 3).raw((byte) 0);
            }
        });

        // each I/O thread may add the frame that finds the bound reached, and a buffer
        assertThat(most).isBetween(memory.bound() / 4 * 3, memory.bound() + 2 * (65_536 + 16_384));
        assertThatOthersAreServed();
    }

    /** 60 connections with a table of 64 KiB each, whose shortest entries cost far more: three times the bound. */
    @Test
    void largeTablesCountAsHeldAndEndTheConnectionsThatHaveThem() {
        long most = 0;
        for (int i = 0; i < 60; i++) {
            ScriptedPeer attacker = attack().get(1, "/faults/settings?HEADER_TABLE_SIZE=65536");
            attacker.await("0 SETTINGS HEADER_TABLE_SIZE");
            attacker.settingsAck();
            most = Math.max(most, memory.held());
        }

        assertThat(most).isBetween(memory.bound() / 4 * 3, 2 * memory.bound());
        assertThatOthersAreServed();
    }

    /** 80 connections bring the share down to 38 KB, which one request and two buffers exceed. */
    @Test
    void oneRequestAtATimeIsServedWhereTheShareIsSmall() {
        for (int i = 0; i < 80; i++) {
            ScriptedPeer attacker = attack();
            for (int stream = 0; stream < 10; stream++) {
                attacker.get(1 + 2 * stream, "/delay/60s");
            }
        }
        await().until(() -> memory.held() > memory.bound() / 4 * 3);

        for (int i = 0; i < 20; i++) {
            assertThatOthersAreServed();
        }
        assertThat(memory.held()).isGreaterThan(memory.bound() / 4 * 3);
    }

    private ScriptedPeer attack(long... settings) {
        ScriptedPeer attacker = ScriptedPeer.connect(port).greet(settings);
        attackers.add(attacker);
        return attacker;
    }

    /** The most memory that was held at once while this runs, and until it is below the mark. */
    private long mostHeldWhile(Runnable attack) {
        AtomicLong most = new AtomicLong();
        Thread watch = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                most.accumulateAndGet(memory.held(), Math::max);
                LockSupport.parkNanos(100_000);
            }
        });
        watch.start();
        attack.run();
        await().atMost(Duration.ofSeconds(30)) // a header block may take ten seconds to come
                .until(() -> memory.held() <= memory.bound() / 4 * 3);
        watch.interrupt();
        return most.get();
    }

    private void assertThatOthersAreServed() {
        assertThat(attackers.stream().filter(HoldTest::hasLost)).isNotEmpty();
        try (ScriptedPeer ordinary = ScriptedPeer.connect(port).greet()) {
            assertThat(ordinary.get(1, "/version").response(1).status()).isEqualTo("200");
        }
    }

    /** Whether the service refused or reset streams of an attacker for their memory, or ended its connection. */
    private static boolean hasLost(ScriptedPeer attacker) {
        try {
            attacker.settle();
        } catch (AssertionError ended) {
            return attacker.unread().stream().anyMatch(line -> line.endsWith("limit memory"));
        }
        return attacker.unread().stream()
                .anyMatch(line -> line.endsWith("RST_STREAM REFUSED_STREAM") || line.endsWith("RST_STREAM CANCEL"));
    }
}
