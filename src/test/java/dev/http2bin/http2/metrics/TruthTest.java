package dev.http2bin.http2.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.tools.Background;
import dev.http2bin.tools.LocalService;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.Tool;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server counted is what real clients counted themselves. */
class TruthTest {
    private static final Pattern TRAFFIC = Pattern.compile(
            "traffic: .*?\\((\\d+)\\) total, .*?\\((\\d+)\\) headers \\(space savings ([0-9.]+)%\\), .*?\\((\\d+)\\) data");
    private static final Pattern FRAME =
            Pattern.compile("(send|recv) (\\w+) frame <length=(\\d+), flags=0x([0-9a-f]{2}), stream_id=(\\d+)>");
    private static final double NODES_SAVINGS = 95.4;

    private static LocalService service;
    private Scrape before;

    @BeforeAll
    static void start() {
        service = LocalService.started();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void idle() {
        before = service.scrapeWhen("idle", Scrape::idle);
    }

    @Test
    void streamsHeadersAndBytesAreThoseH2loadCounted() {
        Run run = Tool.require("h2load")
                .run("-n", "2000", "-c", "4", "-m", "10", service.url("/version"))
                .succeeded();
        Scrape after = service.scrapeWhen("idle", Scrape::idle);

        Matcher traffic = TRAFFIC.matcher(run.text());
        assertThat(traffic.find()).as(run.text()).isTrue();
        long wire = after.since(before, "hpack_wire_bytes_total", "direction", "out");
        long plain = after.since(before, "hpack_plain_bytes_total", "direction", "out");
        assertThat(wire).isEqualTo(Long.parseLong(traffic.group(2)));
        assertThat(String.format(Locale.ROOT, "%.2f", 100 - 100.0 * wire / plain))
                .isEqualTo(traffic.group(3));
        assertThat(after.since(before, "data_bytes_total", "direction", "out"))
                .isEqualTo(Long.parseLong(traffic.group(4)));
        assertThat(after.since(before, "streams_opened_total")).isEqualTo(2000);
        assertThat(after.since(before, "streams_closed_total", "outcome", "completed"))
                .isEqualTo(2000);
        assertThat(after.since(before, "stream_duration_seconds_count", "outcome", "completed"))
                .isEqualTo(2000);
        assertThat(after.since(before, "stream_first_byte_seconds_count")).isEqualTo(2000);
        assertThat(after.since(before, "connections_opened_total")).isEqualTo(4);
        assertThat(after.since(before, "connections_closed_total", "reason", "client"))
                .isEqualTo(4);
        assertThat(after.since(before, "streams_per_connection_count")).isEqualTo(4);
        assertThat(after.since(before, "streams_per_connection_sum")).isEqualTo(2000);
        for (String direction : List.of("in", "out")) {
            assertThat(after.since(before, "frames_total", "direction", direction, "type", "HEADERS"))
                    .isEqualTo(2000);
        }
    }

    @Test
    void h2loadSeesAtLeastTheHeaderSavingsOfNode() {
        Run run = Tool.require("h2load")
                .run("-n", "2000", "-c", "4", "-m", "10", service.url("/version"))
                .succeeded();

        Matcher traffic = TRAFFIC.matcher(run.text());
        assertThat(traffic.find()).as(run.text()).isTrue();
        assertThat(Double.parseDouble(traffic.group(3))).isGreaterThanOrEqualTo(NODES_SAVINGS);
    }

    @Test
    void theFrameLogIsWhatNghttpSaw() {
        Run run = nghttp("-v", "-H", "accept: text/plain", service.url("/connection/frames"));
        List<String> log = run.text()
                .lines()
                .filter(line -> line.startsWith("> ") || line.startsWith("< "))
                .toList();

        assertThat(direction(log, "> ")).anyMatch(line -> line.contains(" HEADERS "));
        assertThat(direction(log, "< ")).contains("< 0 SETTINGS 36");
        assertBegins(frames(run, "send", "> "), direction(log, "> "));
        assertBegins(frames(run, "recv", "< "), direction(log, "< "));
    }

    @Test
    void theCountOfEachTypeOfFrameIsNghttps() {
        Run run = nghttp("-v", "-m", "5", service.url("/version"), service.url("/bytes/200000"));
        Scrape after = service.scrapeWhen("idle", Scrape::idle);

        for (FrameType type : FrameType.values()) {
            assertThat(after.since(before, "frames_total", "direction", "in", "type", type.name()))
                    .as("sent " + type)
                    .isEqualTo(count(run, "send", type));
            assertThat(after.since(before, "frames_total", "direction", "out", "type", type.name()))
                    .as("received " + type)
                    .isEqualTo(count(run, "recv", type));
        }
        assertThat(count(run, "recv", FrameType.DATA)).isGreaterThan(10);
    }

    @Test
    void octetsOfAnUploadAreTheBodys() {
        Tool.require("curl")
                .withInput(new byte[300_000])
                .run(
                        "-sS",
                        "--fail",
                        "--http2",
                        "--cacert",
                        service.ca().toString(),
                        "--data-binary",
                        "@-",
                        service.url("/body"))
                .succeeded();

        Scrape after = service.scrapeWhen("idle", Scrape::idle);
        assertThat(after.since(before, "data_bytes_total", "direction", "in")).isEqualTo(300_000);
    }

    @Test
    void nothingIsActiveOnceAClientWasKilledInTheMiddle() {
        String[] download = {
            "-sS",
            "--http2",
            "--cacert",
            service.ca().toString(),
            "--limit-rate",
            "20k",
            "-o",
            "/dev/null",
            service.url("/bytes/100000000")
        };
        try (Background curl = Tool.require("curl").start(download)) {
            Scrape during = service.scrapeWhen("a stream", now -> now.sample("streams_active") == 1);
            assertThat(during.sample("connections_active")).isEqualTo(1);
            assertThat(curl.isAlive()).isTrue();
        }

        Scrape after = service.scrapeWhen("idle", Scrape::idle);
        assertThat(after.since(before, "streams_closed_total", "outcome", "connection_lost"))
                .isEqualTo(1);
    }

    @Test
    void nothingIsActiveAfterResets() {
        String[] download = {
            "-sS",
            "--http2",
            "--cacert",
            service.ca().toString(),
            "--parallel",
            "--max-filesize",
            "1000",
            "-o",
            "/dev/null",
            "-o",
            "/dev/null",
            service.url("/bytes/100000000"),
            service.url("/bytes/90000000")
        };
        assertThat(Tool.require("curl").run(download).exit()).isEqualTo(63);

        Scrape after = service.scrapeWhen("idle", Scrape::idle);
        assertThat(after.since(before, "streams_opened_total"))
                .isEqualTo(after.since(before, "streams_closed_total", "outcome", "reset_remote")
                        + after.since(before, "streams_closed_total", "outcome", "connection_lost"));
    }

    private static Run nghttp(String... arguments) {
        return Tool.require("nghttp").run(arguments).succeeded();
    }

    private static void assertBegins(List<String> seen, List<String> logged) {
        assertThat(logged.size()).isBetween(1, seen.size());
        for (int i = 0; i < logged.size(); i++) {
            assertThat(logged.get(i)).startsWith(seen.get(i));
        }
    }

    private static List<String> direction(List<String> log, String arrow) {
        return log.stream().filter(line -> line.startsWith(arrow)).toList();
    }

    /** What nghttp printed, in the words of the log. */
    private static List<String> frames(Run run, String way, String arrow) {
        return printed(run, way)
                .map(frame -> arrow
                        + FrameHeader.describe(
                                Integer.parseInt(frame.group(5)),
                                FrameType.valueOf(frame.group(2)).code(),
                                Integer.parseInt(frame.group(3)),
                                Integer.parseInt(frame.group(4), 16)))
                .toList();
    }

    private static long count(Run run, String way, FrameType type) {
        return printed(run, way)
                .filter(frame -> frame.group(2).equals(type.name()))
                .count();
    }

    private static Stream<MatchResult> printed(Run run, String way) {
        return FRAME.matcher(run.text())
                .results()
                .filter(frame -> frame.group(1).equals(way));
    }
}
