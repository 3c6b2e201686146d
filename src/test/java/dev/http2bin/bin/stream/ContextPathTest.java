package dev.http2bin.bin.stream;

import static java.net.http.HttpClient.Version.HTTP_2;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** The endpoints under a context path. */
@TestPropertySource(properties = "server.servlet.context-path=/base")
class ContextPathTest extends Service {

    @ParameterizedTest
    @CsvSource({
        "/base/stream/version,200",
        "/base/stream/bytes/3,200",
        "/base/version,200",
        "/base/stream/absent,404",
        "/stream/version,404"
    })
    void theyAreThereAndNowhereElse(String path, int status) throws Exception {
        assertThat(get(HTTP_2, path).statusCode()).isEqualTo(status);
    }
}
