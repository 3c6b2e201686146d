package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Content codings, decoded by curl's own libraries. */
@Tag("outside")
class CodingsTest {

    @Test
    void curlDecodesEach() {
        try (ServiceJar service = ServiceJar.started()) {
            Curl curl = Curl.trusting(service);
            for (String coding : new String[] {"gzip", "deflate", "br", "zstd"}) {
                for (String version : new String[] {"--http1.1", "--http2"}) {
                    assertThat(curl.text(version, "--compressed", service.base() + "/" + coding))
                            .contains("\"coding\": \"" + coding + "\"");
                }
            }
        }
    }

    @Test
    void whereBrotliDoesNotLoadTheAnswerSaysWhy() {
        try (ServiceJar service =
                new ServiceJar.Start().jvm("-Dbrotli4j.library.path=/proc/none").start()) {
            Curl curl = Curl.trusting(service);
            for (int i = 0; i < 2; i++) {
                assertThat(curl.text("-w", "%{http_code} %{content_type}", service.base() + "/br"))
                        .contains("does not load on this server", "/proc/none")
                        .endsWith("501 application/problem+json");
            }
            assertThat(curl.text("--compressed", service.base() + "/zstd")).contains("\"coding\": \"zstd\"");
        }
    }
}
