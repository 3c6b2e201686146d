package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import dev.http2bin.tools.Vitals;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three instances behind HAProxy as {@code deploy/haproxy} sets it up, HTTP/2 on both sides. */
@Tag("outside")
class RollingRestartTest {
    private static final int REQUESTS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void eachIsRestartedInTurnUnderLoadAndNoRequestFails() throws Exception {
        List<ServiceJar> instances = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                instances.add(instance().start());
            }
            try (Proxy proxy = Proxy.started(Proxy.Kind.HAPROXY, instances, UnaryOperator.identity())) {
                CompletableFuture<List<String>> reports = CompletableFuture.supplyAsync(() -> load(proxy.base()));
                instances.forEach(RollingRestartTest::awaitRequest);
                for (int i = 0; i < instances.size(); i++) {
                    assertThat(instances.get(i).stop().exit()).isEqualTo(143);
                    instances.set(i, instance().inPlaceOf(instances.get(i)).start());
                    awaitRequest(instances.get(i));
                }
                over.set(true);

                assertThat(reports.get())
                        .isNotEmpty()
                        .allSatisfy(report -> assertThat(report)
                                .contains(REQUESTS + " succeeded, 0 failed, 0 errored, 0 timeout")
                                .contains("status codes: " + REQUESTS + " 2xx, 0 3xx, 0 4xx, 0 5xx")
                                .contains("Application protocol: h2"));
            }
        } finally {
            over.set(true);
            instances.forEach(ServiceJar::close);
        }
    }

    private ServiceJar.Start instance() {
        return new ServiceJar.Start().within(folder).jvm("-Xmx128m");
    }

    /** Steady requests, some of which are always in flight. */
    private List<String> load(URI base) {
        List<String> reports = new ArrayList<>();
        while (!over.get()) {
            reports.add(Tool.require("h2load")
                    .run(
                            "-n",
                            String.valueOf(REQUESTS),
                            "-c",
                            "4",
                            "-m",
                            "20",
                            "--rps=50",
                            base + "/version",
                            base + "/delay/200",
                            base + "/stream/version",
                            base + "/bytes/100000")
                    .text());
        }
        return reports;
    }

    /** The proxy has found an instance healthy and given it a request. */
    private static void awaitRequest(ServiceJar instance) {
        await().atMost(PATIENCE).until(() -> Vitals.meters(instance).sample("streams_opened_total") > 0);
    }
}
