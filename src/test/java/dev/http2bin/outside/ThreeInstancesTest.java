package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.http2bin.tools.Background;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances behind HAProxy as {@code deploy/haproxy} sets it up, HTTP/2 on both sides: each restarted in turn, and
 * what is left when one of them is killed.
 */
@Tag("outside")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeInstancesTest {
    private static final Pattern FAILED = Pattern.compile("(\\d+) succeeded, (\\d+) failed, (\\d+) errored");
    private static final int ON_EACH = 4;
    private static final int LONG_REQUESTS = 3 * ON_EACH;

    @TempDir
    static Path folder;

    private final List<ServiceJar> instances = new ArrayList<>();
    private Proxy proxy;

    @BeforeAll
    void start() throws IOException {
        for (int i = 0; i < 3; i++) {
            instances.add(instance().start());
        }
        proxy = Proxy.started(Proxy.Kind.HAPROXY, instances, UnaryOperator.identity());
        Curl curl = Curl.trusting(instances.get(0));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            curl.text(proxy.base() + "/hello");
            return instances.stream().allMatch(instance -> scrape(instance).sample("streams_opened_total") > 0);
        });
    }

    /** With a compiler that lets it start sooner. */
    private static ServiceJar.Start instance() {
        return new ServiceJar.Start().within(folder).jvm("-Xmx128m", "-XX:TieredStopAtLevel=1");
    }

    @AfterAll
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
        instances.forEach(ServiceJar::close);
    }

    @Test
    @Order(1)
    void steadyRequestsAreSpreadEvenlyAndNoneFails() {
        List<Scrape> before = instances.stream().map(ThreeInstancesTest::scrape).toList();

        String report = h2load("-n", "6000", "-c", "6", "-m", "5", "--rps", "250", proxy.base() + "/version")
                .awaitExit()
                .succeeded()
                .text();

        assertThat(report).contains("6000 succeeded, 0 failed, 0 errored, 0 timeout", "6000 2xx");
        assertThat(IntStream.range(0, 3)
                        .mapToLong(i -> scrape(instances.get(i)).since(before.get(i), "streams_opened_total")))
                .allSatisfy(served -> assertThat(served).isCloseTo(2_000, within(100L)));
    }

    @Test
    @Order(2)
    void eachIsRestartedInTurnUnderLoadAndNoRequestFails() {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<List<String>> reports = CompletableFuture.supplyAsync(() -> loadUntil(over));
        try {
            for (int i = 0; i < instances.size(); i++) {
                awaitRequestsInFlight(instances.get(i));
                assertThat(instances.get(i).stop().exit()).isEqualTo(143);
                instances.set(i, instance().inPlaceOf(instances.get(i)).start());
                awaitRequestsInFlight(instances.get(i));
            }
        } finally {
            over.set(true);
        }

        assertThat(reports.join())
                .hasSizeGreaterThan(1)
                .allSatisfy(report -> assertThat(report)
                        .contains("1000 succeeded, 0 failed, 0 errored, 0 timeout", "status codes: 1000 2xx"));
    }

    /** Some of it is always in flight, and the long answers need more than the windows their streams begin with. */
    private List<String> loadUntil(AtomicBoolean over) {
        List<String> arguments = new ArrayList<>(List.of("-n", "1000", "-c", "4", "-m", "20", "--rps", "50"));
        for (String path : List.of("/version", "/delay/200ms", "/stream/version", "/bytes/100000")) {
            arguments.add(proxy.base() + path);
        }
        List<String> reports = new ArrayList<>();
        do {
            reports.add(h2load(arguments.toArray(String[]::new)).awaitExit().text());
        } while (!over.get());
        return reports;
    }

    private static void awaitRequestsInFlight(ServiceJar instance) {
        await().atMost(Duration.ofSeconds(20)).until(() -> scrape(instance).sample("streams_active") > 0);
    }

    /** A request whose answer has begun cannot be given to another instance; one without any answer yet is. */
    @Test
    @Order(3)
    void oneThatIsKilledLosesOnlyTheRequestsInFlightOnItAndGetsNoMore() {
        ServiceJar victim = instances.get(1);
        try (Background held = h2load(
                        "-n",
                        "" + LONG_REQUESTS,
                        "-c",
                        "1",
                        "-m",
                        "" + LONG_REQUESTS,
                        proxy.base() + "/drip?duration=6s");
                Background steady = h2load("-D", "6", "-c", "4", "-m", "2", "--rps", "50", proxy.base() + "/version")) {
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> instances.stream()
                            .allMatch(instance -> scrape(instance).sample("streams_active") >= ON_EACH));
            long killed = System.nanoTime();
            ProcessHandle.of(victim.pid()).orElseThrow().destroyForcibly();
            proxy.awaitLog("Server instances/two is DOWN");
            Duration toNotice = Duration.ofNanos(System.nanoTime() - killed);

            long lost = failed(held.awaitExit());
            long others = failed(steady.awaitExit());

            System.getLogger("three instances")
                    .log(
                            System.Logger.Level.INFO,
                            "killed one of three: {0} of {1} long requests lost, {2} of the steady ones; down after {3}",
                            lost,
                            LONG_REQUESTS,
                            others,
                            toNotice);
            assertThat(lost).isEqualTo(ON_EACH);
            assertThat(others).isZero();
            assertThat(toNotice).isLessThan(Duration.ofSeconds(5));
        }
        String after = h2load("-n", "600", "-c", "3", "-m", "5", proxy.base() + "/version")
                .awaitExit()
                .succeeded()
                .text();
        assertThat(after).contains("600 succeeded, 0 failed, 0 errored, 0 timeout", "600 2xx");
    }

    private static Background h2load(String... arguments) {
        return Tool.require("h2load").start(arguments);
    }

    private static long failed(Run run) {
        var counts = FAILED.matcher(run.text());
        assertThat(counts.find()).as(run.toString()).isTrue();
        return Long.parseLong(counts.group(2));
    }

    private static Scrape scrape(ServiceJar instance) {
        try (var in = new URL(instance.management() + "/actuator/prometheus").openStream()) {
            return Scrape.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
