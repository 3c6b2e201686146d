package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Vitals;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clients that cancel request after request, each below every limit. It takes 20 seconds, or {@code -Dcancels.seconds}:
 *
 * <pre>./mvnw -Poutside verify -Dit.test=CancelledRequestsTest -Dcancels.seconds=60</pre>
 */
@Tag("outside")
class CancelledRequestsTest {
    private static final int SECONDS = Integer.getInteger("cancels.seconds", 20);
    private static final int WARM_UP_SECONDS = 3;
    private static final int CONNECTIONS = 100;
    private static final int CANCELS_A_SECOND = 9;
    private static final long FLAT_BYTES = 2_000_000;

    private final List<ScriptedPeer> peers = new ArrayList<>();
    private int nextStream = 1;

    @AfterEach
    void leave() {
        peers.forEach(ScriptedPeer::close);
    }

    @Test
    void aHundredConnectionsWithNineCancelsASecondLeaveNothingInTheHeap() throws Exception {
        try (ServiceJar service = new ServiceJar.Start().jvm("-Xmx128m").start()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                peers.add(ScriptedPeer.connect(service.base().getPort()).greet());
            }
            cancel(WARM_UP_SECONDS);
            LiveObjects warm = idle(service);

            cancel(SECONDS);

            LiveObjects last = idle(service);
            assertThat(last.bytes()).as("bytes of the heap, %s before", warm).isLessThan(warm.bytes() + FLAT_BYTES);
            Scrape meters = Vitals.meters(service);
            assertThat(meters.sample("connections_active")).isEqualTo(CONNECTIONS);
            assertThat(meters.sample("resets_total", "direction", "in", "error", "CANCEL"))
                    .isEqualTo(CONNECTIONS * CANCELS_A_SECOND * (WARM_UP_SECONDS + SECONDS));
            assertThat(peers).allSatisfy(peer -> assertThat(peer.unread()).noneMatch(line -> line.contains("GOAWAY")));
            assertThat(service.log()).doesNotContain("OutOfMemory", "ERROR");
        }
    }

    private void cancel(int seconds) throws InterruptedException {
        long every = Duration.ofSeconds(1).toNanos() / CANCELS_A_SECOND;
        long began = System.nanoTime();
        for (int round = 0; round < seconds * CANCELS_A_SECOND; round++) {
            for (ScriptedPeer peer : peers) {
                peer.get(nextStream, "/delay/2000ms");
            }
            Thread.sleep(30); // so that each request waits in its handler
            for (ScriptedPeer peer : peers) {
                peer.rst(nextStream, ErrorCode.CANCEL);
            }
            nextStream += 2;
            long left = began + (round + 1) * every - System.nanoTime();
            Thread.sleep(Math.max(0, left / 1_000_000));
        }
    }

    /** What is left when no stream is open and no exchange of one is held; fails where some stay. */
    private static LiveObjects idle(ServiceJar service) {
        service.scrapeWhen("no stream is open", meters -> meters.sample("streams_active") == 0);
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(LiveObjects.of(service).instances(HttpServerExchange.class))
                        .as("exchanges beside the meters' own")
                        .isLessThanOrEqualTo(5));
        return LiveObjects.of(service);
    }
}
