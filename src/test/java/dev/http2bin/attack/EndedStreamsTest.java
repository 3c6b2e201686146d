package dev.http2bin.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.Setting;
import dev.http2bin.peer.CapturedLog;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.TestPropertySource;

/** A stream that ended is gone everywhere at once, whatever ended it, while its connection stays open. */
@RunningService
@TestPropertySource(properties = {"http2bin.limits.resets=1000000", "http2bin.limits.control-frames=1000000"})
class EndedStreamsTest {
    private static final int STREAMS = 400;

    /** Other tests' services and connections may have some. */
    private static final long OF_OTHERS = 20;

    /** Objects that Undertow, the servlets and the service have for each open stream. */
    private static final List<String> OF_A_STREAM = List.of(
            "io.undertow.server.HttpServerExchange",
            "io.undertow.protocols.http2.Http2Channel$StreamHolder",
            "io.undertow.protocols.http2.Http2HeadersStreamSinkChannel",
            "io.undertow.protocols.http2.Http2StreamSourceChannel",
            "dev.http2bin.http2.ledger.Stream");

    @ParameterizedTest
    @EnumSource
    void leaveNothing(Ending ending, ScriptedPeer peer) throws Exception {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 1000);
        int streams = ending == Ending.ANSWERED_EARLY ? 20 : STREAMS; // each takes a quarter of a second
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < streams; i++) {
                ending.end(peer, 1 + 2 * i);
                if (i % 16 == 0) {
                    peer.windowUpdate(0, 1 << 20).settle();
                }
            }
            peer.settle();

            awaitFew();
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
        assertThat(peer.get(100_001, "/version").response(100_001).status()).isEqualTo("200");
    }

    private static void awaitFew() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        Map<String, Long> counts = LiveObjects.count(OF_A_STREAM);
        while (counts.values().stream().anyMatch(count -> count > OF_OTHERS) && System.nanoTime() < deadline) {
            Thread.sleep(100);
            counts = LiveObjects.count(OF_A_STREAM);
        }
        assertThat(counts.values()).as(counts.toString()).allMatch(count -> count <= OF_OTHERS);
    }
}
