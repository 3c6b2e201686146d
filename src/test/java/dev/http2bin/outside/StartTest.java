package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ways for the jar to start: as any Spring Boot application, and by the code that was generated at its build. */
@Tag("outside")
class StartTest {

    private static final String GENERATED = "Starting AOT-processed Http2binApplication";

    @Test
    void withoutFlagsItStartsAsAnyApplication() throws Exception {
        try (ServiceJar service = ServiceJar.started()) {
            assertThat(service.log()).doesNotContain(GENERATED);
            servesWhatItShould(service);
        }
    }

    @Test
    void theGeneratedCodeGivesTheSame() throws Exception {
        try (ServiceJar service =
                new ServiceJar.Start().jvm("-Dspring.aot.enabled=true").start()) {
            assertThat(service.log()).contains(GENERATED);
            servesWhatItShould(service);
        }
    }

    private static void servesWhatItShould(ServiceJar service) throws IOException, InterruptedException {
        assertThat(service.log())
                .contains(
                        " : Open " + service.base() + "/\n",
                        " : curl --cacert certs/ca.pem " + service.base() + "/hello\n");
        assertThat(get(service, "/actuator/beans").statusCode()).isEqualTo(404);
        assertThat(get(service, "/actuator/health").body()).contains("\"status\": \"UP\"");
        assertThat(get(service, "/actuator/prometheus").body())
                .contains("\njvm_memory_used_bytes{", "\nprocess_uptime_seconds ", "\njvm_threads_live_threads ");
        Curl curl = Curl.trusting(service);
        assertThat(curl.text(service.base() + "/swagger-ui/swagger-initializer.js"))
                .contains("/openapi");
        assertThat(curl.text(service.base() + "/swagger-ui/index.html")).contains("Swagger UI");
    }

    /** Endpoints exposed, paths of health on the main port, and no page of documentation. */
    @Test
    void whatASettingAsksForIsThere() throws Exception {
        try (ServiceJar service = new ServiceJar.Start()
                .property("management.endpoints.web.exposure.include", "health,beans")
                .property("management.endpoint.health.probes.add-additional-paths", "true")
                .property("springdoc.swagger-ui.enabled", "false")
                .start()) {
            assertThat(get(service, "/actuator/beans").statusCode()).isEqualTo(200);
            assertThat(get(service, "/actuator/prometheus").statusCode()).isEqualTo(404);
            Curl curl = Curl.trusting(service);
            assertThat(curl.text(service.base() + "/livez")).contains("\"status\": \"UP\"");
            assertThat(curl.text(service.base() + "/swagger-ui/index.html")).contains("\"status\": 404");
        }
    }

    /** Boot's containers serve ./public, ./static and ./src/main/webapp. */
    @Test
    void noFolderThatHappensToBeThereIsServed(@TempDir Path folder) throws IOException {
        Path known = Files.createDirectory(folder.resolve("public"));
        Files.writeString(known.resolve("found.txt"), "found");
        try (ServiceJar service = new ServiceJar.Start().within(folder).start()) {
            assertThat(Curl.trusting(service).text(service.base() + "/found.txt"))
                    .contains("\"status\": 404");
        }
    }

    private static HttpResponse<String> get(ServiceJar service, String path) throws IOException, InterruptedException {
        URI uri = service.management().resolve(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
