package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.attack.Faults;
import dev.http2bin.attack.Flood;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.tools.Background;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import dev.http2bin.tools.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Half an hour, or {@code -Dsoak.minutes}, of 200 requests a second, of which one in twenty goes wrong, and a flood every
 * five seconds. What it measured is in {@code target/soak.md}. It has a tag of its own:
 *
 * <pre>./mvnw -Poutside verify -Doutside.groups=soak -Dit.test=SoakTest</pre>
 */
@Tag("soak")
class SoakTest {
    private static final int MINUTES = Integer.getInteger("soak.minutes", 30);
    private static final int CLIENTS = 10;
    private static final int REQUESTS_A_CLIENT_AND_SECOND = 19;
    private static final int FAULTS_A_SECOND = 10;
    private static final int FLOOD_EVERY_SECONDS = 5;
    private static final List<Flood> FLOODS = List.of(Flood.values());
    private static final Path REPORT = Path.of("target", "soak.md");

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger floods = new AtomicInteger();

    private record Sample(long seconds, long heap, long direct, Vitals vitals) {
        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %.1f | %.1f | %.1f | %d | %d | %.0f |",
                    seconds / 60.0,
                    heap / 1e6,
                    direct / 1e6,
                    vitals.threads(),
                    vitals.files(),
                    vitals.meters().sample("buffers_active"));
        }
    }

    @Test
    void heapThreadsAndDescriptorsStayFlat() throws Exception {
        try (ServiceJar service = new ServiceJar.Start().jvm("-Xmx256m").start()) {
            int port = service.base().getPort();
            List<ScheduledFuture<?>> goingWrong = List.of(
                    threads.scheduleAtFixedRate(() -> fault(port), 0, 1_000 / FAULTS_A_SECOND, TimeUnit.MILLISECONDS),
                    threads.scheduleAtFixedRate(() -> flood(port), 0, FLOOD_EVERY_SECONDS, TimeUnit.SECONDS));

            List<Sample> samples = new ArrayList<>();
            long began = System.nanoTime();
            for (int minute = 0; minute < MINUTES; minute++) {
                minuteOfOrdinaryRequests(service);
                samples.add(sample(service, began));
                write(samples);
            }
            goingWrong.forEach(repeated -> repeated.cancel(false));
            threads.shutdown();
            threads.awaitTermination(20, TimeUnit.SECONDS);
            // the longest wait that a fault can leave behind is that for a body or a window
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Vitals.of(service).meters().idle());
            samples.add(sample(service, began));
            write(samples);

            assertFlat(samples);
            assertThat(service.log()).doesNotContain("OutOfMemory", "ERROR", "LEAK");
        }
    }

    private static void minuteOfOrdinaryRequests(ServiceJar service) {
        String base = service.base().toString();
        int requests = CLIENTS * REQUESTS_A_CLIENT_AND_SECOND * 60;
        try (Background load = Tool.require("h2load")
                .withTimeout(Duration.ofMinutes(3))
                .start(
                        "-n",
                        String.valueOf(requests),
                        "-c",
                        String.valueOf(CLIENTS),
                        "--rps=" + REQUESTS_A_CLIENT_AND_SECOND,
                        base + "/version",
                        base + "/stream/version",
                        base + "/bytes/20000",
                        base + "/files/hello.txt",
                        base + "/echo?a=b",
                        base + "/connection")) {
            assertThat(load.awaitExit().succeeded().text())
                    .contains(requests + " succeeded, 0 failed, 0 errored, 0 timeout");
        }
    }

    private void fault(int port) {
        try {
            Faults.against(port, faults.getAndIncrement() % Faults.count());
        } catch (RuntimeException | AssertionError e) {
            faults.decrementAndGet();
        }
    }

    private void flood(int port) {
        Flood flood = FLOODS.get(floods.getAndIncrement() % FLOODS.size());
        try (ScriptedPeer peer = ScriptedPeer.connect(port).greet()) {
            flood.against(peer);
            peer.expectClosed();
        } catch (RuntimeException | AssertionError e) {
            floods.decrementAndGet();
        }
    }

    private static Sample sample(ServiceJar service, long began) {
        Tool.at(Path.of(System.getProperty("java.home"), "bin", "jcmd"))
                .run(Long.toString(service.pid()), "GC.run")
                .succeeded();
        Vitals now = Vitals.of(service);
        return new Sample(
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                sum(now, "jvm_memory_used_bytes{area=\"heap\""),
                sum(now, "jvm_buffer_memory_used_bytes{id=\"direct\""),
                now);
    }

    private static long sum(Vitals now, String prefix) {
        return (long) now.meters().samples().entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private void write(List<Sample> samples) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(faults + " requests that went wrong, " + floods + " floods");
        lines.add("");
        lines.add(
                "| minutes | heap after GC, MB | direct buffers, MB | threads | descriptors | buffers out of the pool |");
        lines.add("|---|---|---|---|---|---|");
        samples.forEach(sample -> lines.add(sample.row()));
        Files.write(REPORT, lines);
    }

    /** The first half fills caches, and the pools, whose threads start as they are needed; from then on nothing grows. */
    private static void assertFlat(List<Sample> samples) {
        Sample warm = samples.get(samples.size() / 2);
        Sample last = samples.get(samples.size() - 1);
        assertThat(last.heap()).isLessThan(warm.heap() * 11 / 10 + 2_000_000);
        assertThat(last.direct()).isLessThan(warm.direct() * 11 / 10 + 2_000_000);
        assertThat(last.vitals().threads()).isLessThanOrEqualTo(warm.vitals().threads());
        assertThat(last.vitals().files()).isLessThanOrEqualTo(warm.vitals().files());
        assertThat(last.vitals().meters().sample("buffers_active")).isZero();
    }
}
