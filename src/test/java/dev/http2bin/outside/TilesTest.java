package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lab for multiplexing, in a browser whose connection no other lab has bent yet. */
@Tag("outside")
@ExtendWith(SharedService.class)
class TilesTest {

    private final ServiceJar service;

    TilesTest(ServiceJar service) {
        this.service = service;
    }

    @Test
    void with100MsOfLatencyTilesOverHttp2AreAtLeastThreeTimesAsFast(@TempDir Path profile) throws Exception {
        try (Chromium chromium = new Chromium(service, profile)) {
            chromium.open(service.base() + "/");
            chromium.awaitText("#status", "Live: connection c\\d+.*");
            chromium.click("#tiles-run");
            chromium.awaitText("#tiles-result", "(HTTP/2 was|Not all|This server).*");
            assertThat(chromium.text("#tiles"))
                    .containsPattern("HTTP/2 was [\\d.]+ times as fast")
                    .doesNotContain("did not load");

            double times =
                    Double.parseDouble(chromium.text("#tiles-result").replaceAll("[^\\d.]+2 was ([\\d.]+).*", "$1"));
            assertThat(times).isGreaterThanOrEqualTo(3);
            assertThat(chromium.text("#tiles-h1-time")).endsWith("s (http/1.1)");
            assertThat(chromium.text("#tiles-h2-time")).endsWith("s (h2)");
            assertThat(
                            chromium.run(
                                    "return performance.getEntriesByType('resource')"
                                            + ".filter(entry => entry.name.includes('/lab/tiles/') && entry.nextHopProtocol === 'h2').length"))
                    .isEqualTo(180L);
        }
    }
}
