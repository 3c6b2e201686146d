package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.tools.Background;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Prometheus scrapes the service under a real load, and answers what an operator asks. */
@Tag("outside")
@ExtendWith(SharedService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Background prometheus;
    private URI api;

    @BeforeAll
    void scrapeUnderLoad(@TempDir Path folder, ServiceJar service) throws IOException {
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
                scrape_configs:
                  - job_name: http2bin
                    scrape_interval: 1s
                    metrics_path: /actuator/prometheus
                    static_configs:
                      - targets: ["%s"]
                """.formatted(
                        service.management().getAuthority()));
        int port = freePort();
        api = URI.create("http://127.0.0.1:" + port + "/api/v1/");
        prometheus = Tool.require("prometheus")
                .withTimeout(Duration.ofMinutes(3))
                .start(
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port);
        prometheus.awaitPort(port);
        awaitNumber("up{job=\"http2bin\"} == 1");
        Tool.require("h2load")
                .run("-D", "6", "-c", "4", "-m", "10", service.base() + "/version")
                .succeeded();
        // a response larger than the client's window has to wait for it
        Tool.require("nghttp")
                .run("-n", "-w", "14", service.base() + "/bytes/1000000")
                .succeeded();
    }

    @AfterAll
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(rate(http2_server_streams_opened_total[1m])) > 0",
                "1 - sum(http2_server_hpack_wire_bytes_total{direction=\"out\"})"
                        + " / sum(http2_server_hpack_plain_bytes_total{direction=\"out\"}) > 0",
                "sum(http2_server_flow_stalls_total) > 0",
                "sum(http2_server_flow_stall_time_seconds_sum) > 0"
            })
    void anOperatorsQuestionHasANumberForAnAnswer(String query) {
        awaitNumber(query);
    }

    @ParameterizedTest
    @CsvSource({
        "connections_active, gauge",
        "connections_opened, counter",
        "connections_closed, counter",
        "streams_active, gauge",
        "streams_opened, counter",
        "streams_closed, counter",
        "streams_refused, counter",
        "streams_per_connection, summary",
        "stream_duration_seconds, summary",
        "stream_first_byte_seconds, histogram",
        "frames, counter",
        "data_bytes, counter",
        "resets, counter",
        "goaways, counter",
        "limit_exceeded, counter",
        "flow_stalls, counter",
        "flow_stall_time_seconds, summary",
        "hpack_fields, counter",
        "hpack_wire_bytes, counter",
        "hpack_plain_bytes, counter",
        "hpack_insertions, counter",
        "hpack_evictions, counter",
        "hpack_table_size_bytes, gauge",
        "ping_rtt_seconds, summary",
        "early_hints, counter",
        "tls_handshakes, counter"
    })
    void everyMeterHasItsTypeAndItsHelp(String name, String type) {
        String metric = "http2_server_" + name; // in OpenMetrics, which Prometheus asks for, _total is the sample's
        JsonNode known = get("targets/metadata?metric=" + metric).at("/data/0");

        assertThat(known.path("type").asText()).as(metric).isEqualTo(type);
        assertThat(known.path("help").asText()).as(metric).isNotBlank();
    }

    @Test
    void promtoolFindsNothingToSayOfAScrape(ServiceJar service) throws IOException {
        byte[] scrape;
        try (InputStream in =
                service.management().resolve("/actuator/prometheus").toURL().openStream()) {
            scrape = in.readAllBytes();
        }

        assertThat(Tool.require("promtool")
                        .withInput(scrape)
                        .run("check", "metrics")
                        .succeeded()
                        .errors())
                .isEmpty();
    }

    private void awaitNumber(String query) {
        await().atMost(PATIENCE)
                .until(() -> !get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                        .at("/data/result/0/value/1")
                        .asText()
                        .isEmpty());
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(api.resolve(path).toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
