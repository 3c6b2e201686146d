package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("outside")
@ExtendWith(SharedService.class)
class H2specTest {

    private final ServiceJar service;

    H2specTest(ServiceJar service) {
        this.service = service;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello", "/echo", "/body"})
    void theStrictTestsAllPass(String path) {
        Run run = Tool.require("h2spec")
                .withTimeout(Duration.ofMinutes(3))
                .run(
                        "--strict",
                        "--tls",
                        "--insecure",
                        "--host",
                        "localhost",
                        "--port",
                        String.valueOf(service.base().getPort()),
                        "--path",
                        path,
                        "--timeout",
                        "5");

        assertThat(verdict(run.text())).endsWith("\n146 tests, 146 passed, 0 skipped, 0 failed\n");
    }

    /** What follows the list of the tests: those that failed, in full, and the sum. */
    private static String verdict(String text) {
        int failures = text.indexOf("\nFailures:");
        return text.substring(Math.max(0, failures < 0 ? text.lastIndexOf("\nFinished in ") : failures));
    }
}
