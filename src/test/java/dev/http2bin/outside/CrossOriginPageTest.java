package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a page of another origin may do in a browser; the HTTP/1.1 port is one. */
@Tag("outside")
@ExtendWith(SharedService.class)
class CrossOriginPageTest {
    private static final String REFUSED = "TypeError: .*";

    private final ServiceJar service;

    CrossOriginPageTest(ServiceJar service) {
        this.service = service;
    }

    @Test
    void inChromiumItReadsWhatTellsNoMoreThanItSent(@TempDir Path profile) throws Exception {
        try (Chromium chromium = new Chromium(service, profile)) {
            chromium.open(service.http1() + "/hello");
            assertThatItReadsWhatTellsNoMoreThanItSent(
                    scripts().map(chromium::run).map(String::valueOf).toList());
        }
    }

    @Test
    void inFirefoxToo(@TempDir Path folder) throws Exception {
        Tool firefox = Tool.require("firefox-esr");
        List<String> arguments = new ArrayList<>(List.of(firefox.toString(), service.http1() + "/hello"));
        scripts().forEach(arguments::add);

        Run run = new ForeignClients(service, folder).npm("firefox.mjs", arguments.toArray(String[]::new));

        ObjectMapper json = new ObjectMapper();
        List<String> answers = new ArrayList<>();
        for (String line : run.succeeded().text().lines().toList()) {
            answers.add(json.readValue(line, String.class));
        }
        assertThatItReadsWhatTellsNoMoreThanItSent(answers);
    }

    private Stream<String> scripts() {
        return Stream.of(
                fetch("/version", "{}"),
                fetch("/stream/version", "{}"),
                fetch("/echo", "{ headers: { 'x-mine': 'yes' } }"),
                fetch("/connection", "{}"),
                fetch("/files/hello.txt", "{}"),
                fetch("/version", "{ method: 'PUT' }"),
                "return fetch('%s', { method: 'POST', mode: 'no-cors' }).catch(() => {}).then(() => 'sent')"
                        .formatted(service.management().resolve("/actuator/drain")));
    }

    private String fetch(String path, String options) {
        return "return fetch('%s%s', %s).then((answer) => answer.text(), String)"
                .formatted(service.base(), path, options);
    }

    private void assertThatItReadsWhatTellsNoMoreThanItSent(List<String> answers)
            throws IOException, InterruptedException {
        assertThat(answers).hasSize(7);
        assertThat(answers.get(0)).isEqualTo("{\"httpVersion\":\"2.0\",\"url\":\"/version\"}\n");
        assertThat(answers.get(1)).startsWith("{\"httpVersion\":\"2.0\"");
        assertThat(answers.get(2)).contains("\"x-mine\"");
        assertThat(answers.subList(3, 6))
                .allSatisfy(answer -> assertThat(answer).matches(REFUSED));
        HttpRequest readiness = HttpRequest.newBuilder(service.management().resolve("/actuator/health/readiness"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(readiness, BodyHandlers.ofString())
                        .statusCode())
                .as("readiness after a POST to /actuator/drain")
                .isEqualTo(200);
    }
}
