package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What two hundred pages that are open cost the service. */
@Tag("outside")
@ExtendWith(SharedService.class)
class LivePagesLoadTest {
    private static final int SECONDS = 10;

    /** The JVM may still compile what the tests before had it do. */
    private static final int TO_SETTLE = 30;

    private final ServiceJar service;

    LivePagesLoadTest(ServiceJar service) {
        this.service = service;
    }

    private Duration cpu() {
        return ProcessHandle.of(service.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    @Test
    void twoHundredIdlePagesCostLessThanATenthOfACore() throws Exception {
        Tool node = Tool.require("node");
        try (var pages = node.start(
                "src/test/resources/outside/live-pages.mjs",
                service.base().toString(),
                service.ca().toString(),
                "200",
                Integer.toString(TO_SETTLE + SECONDS + 5))) {
            pages.awaitLine("open 200");
            long start = System.nanoTime();
            while (usedIn(1).toMillis() > 100 && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(TO_SETTLE)) {
                // waits for the compiler
            }
            assertThat(usedIn(SECONDS)).isLessThan(Duration.ofMillis(SECONDS * 100L));
        }
    }

    private Duration usedIn(int seconds) throws InterruptedException {
        Duration before = cpu();
        Thread.sleep(seconds * 1000L);
        return cpu().minus(before);
    }
}
