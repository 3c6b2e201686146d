package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A picture that a page requests last and marks as important is there first, by the browser's own timings. */
@Tag("outside")
@ExtendWith(SharedService.class)
class PriorityPageTest {
    private static final String PAGE = "/priority/run?responses=8&length=2000000";

    /** Returns, for the run with priorities and the one without, the pictures in the order in which they were complete, and the findings. */
    private static final String RUNS = """
            return new Promise((done) => {
              const look = () => {
                const runs = [...document.querySelectorAll('#runs section')].filter((run) => run.querySelector('table'));
                if (runs.length < 2) {
                  setTimeout(look, 100);
                  return;
                }
                done(JSON.stringify(runs.map((run) => ({
                  order: [...run.querySelectorAll('tbody tr')]
                    .map((row) => [parseFloat(row.cells[3].textContent), Number(row.cells[0].textContent)])
                    .sort((a, b) => a[0] - b[0])
                    .map(([, picture]) => picture),
                  findings: [...run.querySelectorAll('li')].map((item) => item.textContent),
                }))));
              };
              look();
            })""";

    private final ServiceJar service;

    PriorityPageTest(ServiceJar service) {
        this.service = service;
    }

    @Test
    void inChromium(@TempDir Path profile) throws Exception {
        try (Chromium chromium = new Chromium(service, profile)) {
            chromium.open(service.base() + PAGE);
            assertThatTheImportantPictureIsFirst(String.valueOf(chromium.run(RUNS)));
        }
    }

    @Test
    void inFirefox(@TempDir Path folder) throws Exception {
        Tool firefox = Tool.require("firefox-esr");

        Run run =
                new ForeignClients(service, folder).npm("firefox.mjs", firefox.toString(), service.base() + PAGE, RUNS);

        assertThatTheImportantPictureIsFirst(
                new ObjectMapper().readValue(run.succeeded().text().strip(), String.class));
    }

    private static void assertThatTheImportantPictureIsFirst(String runs) throws Exception {
        JsonNode both = new ObjectMapper().readTree(runs);
        assertThat(both.get(0).get("order").get(0).asInt()).as(runs).isEqualTo(8);
        assertThat(both.get(0).get("findings").get(0).asText())
                .startsWith("The responses ended in the order that was asked for: 8, ");
        assertThat(both.get(1).get("order").get(0).asInt()).as(runs).isNotEqualTo(8);
        assertThat(both.get(1).get("findings").get(0).asText()).contains("obey=false");
    }
}
