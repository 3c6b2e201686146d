package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import dev.http2bin.tools.Vitals;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No limit stops a client that does what clients do. */
@Tag("outside")
class OrdinaryLoadTest {

    @Test
    void aMillionRequestsAndWhatRealClientsDoTripNoLimit() throws Exception {
        try (ServiceJar service = ServiceJar.started()) {
            h2load(service, 800_000, "/stream/version");
            h2load(service, 200_000, "/version");
            realClients(service);

            Scrape meters = Vitals.meters(service);
            assertThat(meters.sample("streams_opened_total")).isGreaterThan(1_000_000);
            for (Limit limit : Limit.values()) {
                assertThat(meters.sample("limit_exceeded_total", "limit", limit.toString()))
                        .as("trips of %s", limit)
                        .isZero();
            }
        }
    }

    private static void h2load(ServiceJar service, int number, String path) {
        String report = Tool.require("h2load")
                .withTimeout(Duration.ofMinutes(3))
                .run("-n", String.valueOf(number), "-c", "20", "-m", "50", service.base() + path)
                .succeeded()
                .text();
        assertThat(report).contains(number + " succeeded, 0 failed, 0 errored, 0 timeout");
    }

    private static void realClients(ServiceJar service) throws Exception {
        String base = service.base().toString();
        Curl curl = Curl.trusting(service);
        curl.run("-o", "/dev/null", base + "/bytes/200000000");
        curl.run("-o", "/dev/null", "--data-binary", "x".repeat(100_000), base + "/echo");
        curl.run("-Z", "-o", "/dev/null", base + "/files/large.bin?[1-50]");
        curl.run("-o", "/dev/null", base + "/version?[1-1000]");
        curl.run(base + "/early-hints?delay=10ms&count=5", base + "/trailers", base + "/clock?ticks=20&interval=10ms");
        NodeScript node = NodeScript.against(service);
        node.lines("uploads.mjs", "50");
        node.lines("reset.mjs");
        node.lines("duplex.mjs");
        Tool.require("nghttp").run("-n", "-m", "90", base + "/files/large.bin").succeeded();
        HttpClient client = HttpClient.newBuilder()
                .sslContext(JdkClientTest.trusting(service))
                .build();
        for (int i = 0; i < 200; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(service.base().resolve("/hello")).build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }
}
