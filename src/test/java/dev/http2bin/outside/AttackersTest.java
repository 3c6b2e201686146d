package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.attack.Flood;
import dev.http2bin.attack.SlowClient;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import dev.http2bin.tools.Vitals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fifty attackers at once: each slow client, and every flood more than once, again and again. */
@Tag("outside")
class AttackersTest {
    private static final int ATTACKERS = 50;
    private static final int BETWEEN_FLOODS_MILLIS =
            500; // the attackers' own TLS handshakes take more than the service

    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void fiftyAttackersHarmNoOrdinaryRequestAndLeaveNothingBehind() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(ATTACKERS);
        try (ServiceJar service = new ServiceJar.Start().jvm("-Xmx256m").start()) {
            ordinaryRequests(service, 20_000, "/version");
            ordinaryRequests(service, 2_000, "/echo"); // takes all workers
            ordinaryRequests(service, 100, "/delay/10ms");
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> Vitals.of(service).meters().idle());
            Vitals baseline = Vitals.of(service);

            List<Future<Integer>> attackers =
                    attackers(service).stream().map(threads::submit).toList();
            String report = ordinaryRequests(service, 100_000, "/version");
            over.set(true);
            int attacks = 0;
            for (Future<Integer> attacker : attackers) {
                attacks += attacker.get();
            }

            assertThat(report)
                    .contains("100000 succeeded, 0 failed, 0 errored, 0 timeout")
                    .contains("status codes: 100000 2xx, 0 3xx, 0 4xx, 0 5xx");
            assertThat(attacks).isGreaterThanOrEqualTo(ATTACKERS);
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(Vitals.of(service))
                            .matches(now -> now.isBackTo(baseline), "back to " + baseline));
            assertThat(service.log()).doesNotContain("OutOfMemory", "ERROR");
        } finally {
            threads.shutdownNow();
        }
    }

    private static String ordinaryRequests(ServiceJar service, int number, String path) {
        return Tool.require("h2load")
                .withTimeout(Duration.ofMinutes(2))
                .run("-n", String.valueOf(number), "-c", "10", "-m", "10", service.base() + path)
                .succeeded()
                .text();
    }

    private List<Callable<Integer>> attackers(ServiceJar service) {
        int port = service.base().getPort();
        List<Callable<Integer>> attackers = new ArrayList<>();
        for (SlowClient client : SlowClient.values()) {
            attackers.add(() -> waits(client, port));
        }
        List<Flood> floods = List.of(Flood.values());
        for (int i = 0; attackers.size() < ATTACKERS; i++) {
            Flood flood = floods.get(i % floods.size());
            attackers.add(() -> floods(flood, port));
        }
        return attackers;
    }

    private static int waits(SlowClient client, int port) throws IOException {
        client.against(port);
        return 1;
    }

    private int floods(Flood flood, int port) throws InterruptedException {
        int times = 0;
        do {
            try (ScriptedPeer peer = ScriptedPeer.connect(port).greet()) {
                flood.against(peer);
                peer.expectClosed();
            }
            times++;
            Thread.sleep(BETWEEN_FLOODS_MILLIS);
        } while (!over.get());
        return times;
    }
}
