package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The jar starts by the code generated at its build, and where a setting asks for other beans it has those. */
@Tag("outside")
class StartTest {

    private static final String GENERATED = "Starting AOT-processed Http2binApplication";

    @Test
    void nothingSetStartsByTheGeneratedCode() throws Exception {
        try (ServiceJar service = ServiceJar.started()) {
            assertThat(service.log()).contains(GENERATED);
            assertThat(status(service, "/actuator/beans")).isEqualTo(404);
        }
    }

    @Test
    void anEndpointExposedAfterTheBuildIsThere() throws Exception {
        try (ServiceJar service = new ServiceJar.Start()
                .property("management.endpoints.web.exposure.include", "health,beans")
                .start()) {
            assertThat(service.log()).doesNotContain(GENERATED);
            assertThat(status(service, "/actuator/beans")).isEqualTo(200);
            assertThat(status(service, "/actuator/prometheus")).isEqualTo(404);
        }
    }

    private static int status(ServiceJar service, String path) throws IOException, InterruptedException {
        URI uri = service.management().resolve(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
