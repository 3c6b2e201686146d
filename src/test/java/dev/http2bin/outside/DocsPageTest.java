package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import dev.http2bin.tools.ServiceJar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page of the documentation, as people use it in Chromium. */
@Tag("outside")
@ExtendWith(SharedService.class)
class DocsPageTest {
    /**
     * Opens an operation, presses its button, and gives what the page then shows as the answer's status. Swagger UI looks the
     * operation up after it has shown the button, and finds nothing when that is pressed at once.
     */
    private static final String EXECUTE = """
            return (async () => {
              const found = async (selector) => {
                for (let tries = 0; tries < 1000; tries++) {
                  const element = block.querySelector(selector);
                  if (element) return element;
                  await new Promise((later) => setTimeout(later, 20));
                }
                return { textContent: 'nothing', click() {} };
              };
              const block = document.getElementById('%s');
              block.querySelector('.opblock-summary-control').click();
              const button = await found('.execute');
              await new Promise((later) => setTimeout(later, 1000));
              button.click();
              const status = (await found('.live-responses-table tbody .response-col_status')).textContent;
              block.querySelector('.opblock-summary-control').click();
              return status;
            })();
            """;

    private final ServiceJar service;

    DocsPageTest(ServiceJar service) {
        this.service = service;
    }

    @Test
    void eachOperationRunsFromThePage(@TempDir Path profile) throws Exception {
        try (Chromium chromium = new Chromium(service, profile)) {
            chromium.open(service.base() + "/docs");
            chromium.awaitText("#docs .title", "http2bin(?s:.*)");

            Map<String, String> statuses = new LinkedHashMap<>();
            for (Object id :
                    (List<?>) chromium.run("return [...document.querySelectorAll('.opblock')].map(({id}) => id)")) {
                statuses.put(
                        id.toString(),
                        chromium.run(EXECUTE.formatted(id)).toString().strip());
            }

            assertThat(statuses)
                    .hasSizeGreaterThan(90)
                    .allSatisfy((operation, status) -> assertThat(status)
                            .matches(
                                    operation.matches(".*Faults(Reset|Close)")
                                            ? "Undocumented" // no answer: Failed to fetch
                                            : "[2-5]\\d\\d"));
        }
    }

    @Test
    void thePageIsDarkWhereThePersonPrefersThat(@TempDir Path profile) throws Exception {
        try (Chromium chromium = new Chromium(service, profile)) {
            for (String scheme : List.of("light", "dark")) {
                chromium.scheme(scheme);
                chromium.open(service.base() + "/docs");
                chromium.awaitText("#docs .title", "http2bin(?s:.*)");
                assertThat(chromium.title()).isEqualTo("http2bin: documentation");
                assertThat(chromium.run("return getComputedStyle(document.querySelector('.swagger-ui')).filter"))
                        .isEqualTo(scheme.equals("light") ? "none" : "invert(0.88) hue-rotate(180deg)");
            }
        }
    }

    @Test
    void thePageFitsAPhone(@TempDir Path profile) throws Exception {
        try (Chromium chromium = new Chromium(service, profile)) {
            chromium.width(360);
            chromium.open(service.base() + "/docs");
            chromium.awaitText("#docs .title", "http2bin(?s:.*)");
            assertThat(chromium.run("return document.documentElement.scrollWidth"))
                    .asInstanceOf(LONG)
                    .isLessThanOrEqualTo(360L);
        }
    }
}
