package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a page of another origin may do in Chromium; the HTTP/1.1 port is one. */
@Tag("outside")
@ExtendWith(SharedService.class)
class CrossOriginPageTest {
    private final ServiceJar service;

    CrossOriginPageTest(ServiceJar service) {
        this.service = service;
    }

    @Test
    void itReadsWhatTellsNoMoreThanItSentAndDrainsNothing(@TempDir Path profile) throws Exception {
        try (Chromium chromium = new Chromium(service, profile)) {
            chromium.open(service.http1() + "/hello");

            assertThat(fetched(chromium, "/version", "{}"))
                    .isEqualTo("{\"httpVersion\":\"2.0\",\"url\":\"/version\"}\n");
            assertThat(fetched(chromium, "/stream/version", "{}")).startsWith("{\"httpVersion\":\"2.0\"");
            assertThat(fetched(chromium, "/echo", "{ headers: { 'x-mine': 'yes' } }"))
                    .contains("\"x-mine\"");
            assertThat(fetched(chromium, "/connection", "{}")).isEqualTo("TypeError: Failed to fetch");
            assertThat(fetched(chromium, "/files/hello.txt", "{}")).isEqualTo("TypeError: Failed to fetch");
            assertThat(fetched(chromium, "/version", "{ method: 'PUT' }")).isEqualTo("TypeError: Failed to fetch");
            chromium.run("return fetch('%s', { method: 'POST', mode: 'no-cors' }).catch(() => {}).then(() => 'sent')"
                    .formatted(service.management().resolve("/actuator/drain")));
            HttpRequest readiness = HttpRequest.newBuilder(service.management().resolve("/actuator/health/readiness"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(readiness, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private String fetched(Chromium chromium, String path, String options) {
        return String.valueOf(chromium.run("return fetch('%s%s', %s).then((answer) => answer.text(), String)"
                .formatted(service.base(), path, options)));
    }
}
