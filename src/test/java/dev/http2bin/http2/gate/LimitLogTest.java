package dev.http2bin.http2.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.http2bin.peer.CapturedLog;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@RunningService
class LimitLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(LimitLog.class);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void hush() {
        logger.setLevel(null);
    }

    @Test
    void aConnectionThatTripsLimitsAllTheTimeGetsALineASecond(ScriptedPeer peer) throws Exception {
        peer.greet();
        List<String> lines;
        try (CapturedLog log = new CapturedLog()) {
            for (int id = 1; id < 300; id += 2) {
                peer.get(id, "/delay/2000ms");
            }
            peer.settle();
            Thread.sleep(1_100);
            peer.get(301, "/delay/2000ms").settle();
            lines = log.lines();
        }

        assertThat(lines)
                .hasSize(2)
                .allMatch(line -> line.matches("INFO .*LimitLog Connection c\\d+ from 127\\.0\\.0\\.1:"
                        + "\\d+ ran over limit concurrent_streams, and \\d+ times over one since the line before"));
        assertThat(lines.get(1)).contains("and 49 times");
    }
}
