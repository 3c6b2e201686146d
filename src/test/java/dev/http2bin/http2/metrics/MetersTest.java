package dev.http2bin.http2.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.hpack.Representation;
import dev.http2bin.http2.ledger.CloseReason;
import dev.http2bin.http2.ledger.EarlyHints;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.tools.LocalService;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The meters' names, tags, types and help, and those that no load is needed for. */
class MetersTest {
    private static LocalService service;

    @BeforeAll
    static void start() {
        service = LocalService.started();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyKnownTagValueIsThereAtZeroBeforeTheFirstConnection() {
        try (LocalService fresh = LocalService.started()) {
            Scrape scrape = fresh.scrape();
            Map<String, Double> ours = new TreeMap<>(scrape.samples());
            ours.keySet()
                    .removeIf(name -> !name.startsWith("http2_server_")
                            || name.matches(".*_(worker|buffers|certificate|memory)_.*"));
            assertThat(ours)
                    .hasSizeGreaterThan(150)
                    .allSatisfy((name, value) -> assertThat(value).as(name).isZero());
            for (String direction : new String[] {"in", "out"}) {
                for (FrameType type : FrameType.values()) {
                    assertThat(scrape.sample("frames_total", "direction", direction, "type", type.name()))
                            .isZero();
                }
                for (ErrorCode error : ErrorCode.values()) {
                    assertThat(scrape.sample("resets_total", "direction", direction, "error", error.name()))
                            .isZero();
                    assertThat(scrape.sample("goaways_total", "direction", direction, "error", error.name()))
                            .isZero();
                }
                for (Representation representation : Representation.values()) {
                    assertThat(scrape.sample(
                                    "hpack_fields_total",
                                    "direction",
                                    direction,
                                    "representation",
                                    low(representation)))
                            .isZero();
                }
            }
            for (Limit limit : Limit.values()) {
                assertThat(scrape.sample("limit_exceeded_total", "limit", low(limit)))
                        .isZero();
            }
            for (CloseReason reason : CloseReason.values()) {
                assertThat(scrape.sample("connections_closed_total", "reason", low(reason)))
                        .isZero();
            }
            for (EarlyHints outcome : EarlyHints.values()) {
                assertThat(scrape.sample("early_hints_total", "outcome", low(outcome)))
                        .isZero();
            }
        }
    }

    private static String low(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void eachMeterOfTheContractHasItsTypeAndHelp() {
        String text = service.scrape().text();
        for (String meter : new String[] {
            "connections_active gauge",
            "connections_opened_total counter",
            "connections_closed_total counter",
            "streams_active gauge",
            "streams_opened_total counter",
            "streams_closed_total counter",
            "streams_refused_total counter",
            "streams_per_connection summary",
            "stream_duration_seconds summary",
            "stream_first_byte_seconds histogram",
            "frames_total counter",
            "data_bytes_total counter",
            "resets_total counter",
            "goaways_total counter",
            "limit_exceeded_total counter",
            "flow_stalls_total counter",
            "flow_stall_time_seconds summary",
            "hpack_fields_total counter",
            "hpack_wire_bytes_total counter",
            "hpack_plain_bytes_total counter",
            "hpack_insertions_total counter",
            "hpack_evictions_total counter",
            "hpack_table_size_bytes gauge",
            "ping_rtt_seconds summary",
            "early_hints_total counter",
            "tls_handshakes_total counter",
            "worker_busy_threads gauge",
            "worker_max_threads gauge",
            "worker_queue_tasks gauge",
            "buffers_active gauge",
            "buffers_allocated_total counter"
        }) {
            assertThat(text).contains("# TYPE http2_server_" + meter + "\n");
            assertThat(text).contains("# HELP http2_server_" + meter.substring(0, meter.indexOf(' ') + 1));
        }
    }

    @Test
    void theDocumentationListsEachWithItsType() throws IOException {
        List<String> scraped = service.scrape()
                .text()
                .lines()
                .filter(line -> line.startsWith("# TYPE http2_server_") && !line.endsWith("_max gauge"))
                .map(line -> line.substring("# TYPE ".length()))
                .toList();

        Pattern row = Pattern.compile("\\| `(http2_server_[a-z_]+)` \\| ([a-z]+) \\|.*");
        assertThat(Files.readAllLines(Path.of("docs/meters.md")).stream()
                        .map(row::matcher)
                        .filter(Matcher::matches)
                        .map(matched -> matched.group(1) + " " + matched.group(2)))
                .containsExactlyInAnyOrderElementsOf(scraped);
    }

    @Test
    void promtoolHasNothingToSayOfAScrape() {
        curl("--http2", service.url("/version")).succeeded();
        Run check = Tool.require("promtool")
                .withInput(service.scrape().text().getBytes(StandardCharsets.UTF_8))
                .run("check", "metrics");

        assertThat(check.succeeded().text() + check.errors()).isEmpty();
    }

    @Test
    void aHandshakeIsCountedByWhatWasAgreed() {
        Scrape before = service.scrape();
        curl("--http2", service.url("/version")).succeeded();
        curl("--http1.1", "--tls-max", "1.2", service.url("/version")).succeeded();
        curl("--no-alpn", service.url("/version")).succeeded();

        Scrape after = service.scrape();
        assertThat(handshakes(before, after, "TLSv1.3", "h2", "completed")).isEqualTo(1);
        assertThat(handshakes(before, after, "TLSv1.2", "http/1.1", "completed"))
                .isEqualTo(1);
        assertThat(handshakes(before, after, "TLSv1.3", "none", "completed")).isEqualTo(1);
        assertThat(handshakes(before, after, "none", "none", "failed")).isZero();
    }

    @Test
    void aClientThatDoesNotTrustTheCertificateIsAHandshakeThatFailed() {
        Scrape before = service.scrape();
        Run distrusts = Tool.require("curl").run("-sS", "-o", "/dev/null", service.url("/version"));

        assertThat(distrusts.exit()).isEqualTo(60);
        Scrape after =
                service.scrapeWhen("a failed handshake", now -> handshakes(before, now, "none", "none", "failed") > 0);
        assertThat(handshakes(before, after, "none", "none", "failed")).isEqualTo(1);
        assertThat(handshakes(before, after, "TLSv1.3", "h2", "completed")).isZero();
    }

    @Test
    void earlyHintsAreCountedByWhatBecameOfThem() {
        Scrape before = service.scrape();
        curl("--http2", service.url("/early-hints?count=3&delay=0s")).succeeded();
        curl("--http1.1", service.url("/early-hints?delay=0s")).succeeded();

        Scrape after = service.scrape();
        assertThat(after.since(before, "early_hints_total", "outcome", "sent")).isEqualTo(3);
        assertThat(after.since(before, "early_hints_total", "outcome", "skipped_http1"))
                .isEqualTo(1);
    }

    /** By one timer, of which Boot's second, of those in flight, is no part. */
    @Test
    void requestsThatControllersAnswerAreTimed() {
        curl("--http2", service.url("/status/206")).succeeded();
        curl("--http2", service.url("/status/206")).succeeded();

        assertThat(service.scrape().text().lines())
                .filteredOn(line -> line.startsWith("http_server_requests") && line.contains("206"))
                .filteredOn(line -> !line.contains("seconds_sum") && !line.contains("seconds_max"))
                .containsExactly("http_server_requests_seconds_count{error=\"none\",exception=\"none\",method=\"GET\","
                        + "outcome=\"SUCCESS\",status=\"206\",uri=\"/status/{code}\"} 2");
    }

    @Test
    void theThreadsAreThoseOfTheServer() {
        Scrape scrape = service.scrape();

        assertThat(scrape.sample("worker_max_threads"))
                .isEqualTo(8 * Math.max(2, Runtime.getRuntime().availableProcessors()));
        assertThat(scrape.sample("worker_queue_tasks")).isZero();
    }

    private static long handshakes(Scrape before, Scrape after, String protocol, String alpn, String outcome) {
        return after.since(before, "tls_handshakes_total", "protocol", protocol, "alpn", alpn, "outcome", outcome);
    }

    private static Run curl(String... arguments) {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(new String[] {"-sS", "--fail", "--cacert", service.ca().toString()}, 0, all, 0, 4);
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return Tool.require("curl").run(all);
    }
}
