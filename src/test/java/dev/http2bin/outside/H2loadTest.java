package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("outside")
@ExtendWith(SharedService.class)
class H2loadTest {

    private static final Pattern SAVINGS = Pattern.compile("headers \\(space savings ([0-9.]+)%\\)");

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/stream/version"})
    void of100000RequestsNoneFailsAndHeadersShrinkAsFarAsWithNode(String path, ServiceJar service) {
        String report = Tool.require("h2load")
                .withTimeout(Duration.ofMinutes(3))
                .run("-n", "100000", "-c", "10", "-m", "10", service.base() + path)
                .succeeded()
                .text();

        assertThat(report)
                .contains("Application protocol: h2")
                .contains("100000 succeeded, 0 failed, 0 errored, 0 timeout")
                .contains("status codes: 100000 2xx, 0 3xx, 0 4xx, 0 5xx");
        Matcher savings = SAVINGS.matcher(report);
        assertThat(savings.find()).as(report).isTrue();
        assertThat(Double.parseDouble(savings.group(1))).isGreaterThanOrEqualTo(95.4);
    }
}
