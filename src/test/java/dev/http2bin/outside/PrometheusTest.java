package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
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
    private static final Pattern RECORD = Pattern.compile("- record: (\\S+)");

    private PrometheusServer prometheus;

    @BeforeAll
    void scrapeUnderLoad(@TempDir Path folder, ServiceJar service) throws IOException {
        prometheus = PrometheusServer.scraping(service, folder);
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
        prometheus.awaitNumber(query);
    }

    @TestFactory
    Stream<DynamicTest> eachExpressionOfTheDashboardHasANumber() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("deploy/grafana/dashboards/http2bin.json").toFile());
        List<String> expressions = dashboard.findValuesAsText("expr");
        assertThat(expressions).hasSizeGreaterThan(30);
        return expressions.stream()
                .map(expression -> dynamicTest(
                        expression,
                        () -> prometheus.awaitNumber(
                                expression.replace("$instance", ".*").replace("$__rate_interval", "1m"))));
    }

    @TestFactory
    Stream<DynamicTest> eachRecordHasANumber() throws IOException {
        List<String> records = RECORD.matcher(Files.readString(Path.of("deploy/prometheus/rules/records.yml")))
                .results()
                .map(record -> record.group(1))
                .toList();
        assertThat(records).hasSizeGreaterThan(5);
        return records.stream().map(record -> dynamicTest(record, () -> prometheus.awaitNumber(record)));
    }

    @Test
    void promtoolPassesTheConfigurationTheRulesAndTheirTests() {
        Tool promtool = Tool.require("promtool").within(Path.of("deploy/prometheus"));

        promtool.run("check", "config", "prometheus.yml").succeeded();
        promtool.run("test", "rules", "rules-test.yml").succeeded();
    }

    /** What Grafana reads: no id twice, no panel on another, each target at the source that is provisioned. */
    @Test
    void theDashboardIsWhole() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("deploy/grafana/dashboards/http2bin.json").toFile());
        List<Integer> ids = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            ids.add(panel.get("id").asInt());
            JsonNode at = panel.get("gridPos");
            assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < at.get("w").asInt(); x++) {
                for (int y = 0; y < at.get("h").asInt(); y++) {
                    assertThat(taken.add((at.get("x").asInt() + x) + " "
                                    + (at.get("y").asInt() + y)))
                            .as(panel.get("title").asText())
                            .isTrue();
                }
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(new HashSet<>(dashboard.findValuesAsText("refId"))).doesNotContain("");
        assertThat(Files.readString(Path.of("deploy/grafana/provisioning/datasources/prometheus.yml")))
                .contains("uid: "
                        + dashboard.at("/panels/0/targets/0/datasource/uid").asText());
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
        "tls_handshakes, counter",
        "certificate_expiry_seconds, gauge"
    })
    void everyMeterHasItsTypeAndItsHelp(String name, String type) {
        String metric = "http2_server_" + name; // in OpenMetrics, which Prometheus asks for, _total is the sample's
        JsonNode known = prometheus.get("targets/metadata?metric=" + metric).at("/data/0");

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
}
