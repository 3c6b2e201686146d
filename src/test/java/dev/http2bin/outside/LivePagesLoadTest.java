package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What two hundred pages that are open cost the service. */
@Tag("outside")
@ExtendWith(SharedService.class)
class LivePagesLoadTest {
    private static final int SECONDS = 10;

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
                Integer.toString(SECONDS + 3))) {
            pages.awaitLine("open 200");
            Duration before = cpu();
            Thread.sleep(SECONDS * 1000L);
            Duration used = cpu().minus(before);
            assertThat(used).isLessThan(Duration.ofMillis(SECONDS * 100L));
        }
    }
}
