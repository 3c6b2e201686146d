package dev.http2bin.bin.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.LocalService;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the log says at the start about where to look. */
@ExtendWith(OutputCaptureExtension.class)
class FirstStepsTest {

    private static List<String> steps(CapturedOutput output, String... properties) {
        Stream<String> all = Stream.concat(
                Stream.of(properties), Stream.of("logging.level." + FirstSteps.class.getName() + "=info"));
        try (LocalService service = LocalService.started(all.toArray(String[]::new))) {
            return output.getOut()
                    .lines()
                    .filter(line -> line.contains("FirstSteps"))
                    .map(line -> line.replaceFirst(".*FirstSteps: ", "").replace(":" + service.port(), ":PORT"))
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "server.address=127.0.0.1,https://localhost:PORT",
        "server.address=::1,https://localhost:PORT",
        "server.address=0.0.0.0,https://localhost:PORT",
        "server.address=127.0.0.2,https://127.0.0.2:PORT",
        "server.servlet.context-path=/bin,https://localhost:PORT/bin"
    })
    void anAddressForABrowserAndALineForATerminal(String property, String url, CapturedOutput output) {
        assertThat(steps(output, property))
                .containsExactly("Open " + url + "/", "curl --cacert target/certs/ca.pem " + url + "/hello");
    }

    @Test
    void aCertificateOfTheUsersHasNoLocalCa(CapturedOutput output) {
        assertThat(steps(
                        output,
                        "server.ssl.certificate=target/certs/server.pem",
                        "server.ssl.certificate-private-key=target/certs/server-key.pem"))
                .containsExactly("Open https://localhost:PORT/", "curl https://localhost:PORT/hello");
    }
}
