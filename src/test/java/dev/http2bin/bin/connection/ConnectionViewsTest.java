package dev.http2bin.bin.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.tools.LocalService;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.Tool;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client sees of its own connection over HTTP/2. */
class ConnectionViewsTest {
    private static LocalService service;

    @BeforeAll
    static void start() {
        service = LocalService.started();
    }

    /** What curl puts behind each answer. */
    private static final String SEPARATOR = "\n----\n";

    @AfterAll
    static void stop() {
        service.close();
    }

    /** The answers to several requests on one connection, in their order. */
    private static List<JsonPath> curl(String... arguments) {
        Stream<String> head =
                Stream.of("-sS", "--fail", "--http2", "--cacert", service.ca().toString(), "-w", SEPARATOR);
        Run run = Tool.require("curl")
                .run(Stream.concat(head, Stream.of(arguments)).toArray(String[]::new))
                .succeeded();
        return Pattern.compile(SEPARATOR)
                .splitAsStream(run.text())
                .filter(answer -> !answer.isBlank())
                .map(JsonPath::from)
                .toList();
    }

    private static JsonPath nghttp(String... arguments) {
        return JsonPath.from(Tool.require("nghttp").run(arguments).succeeded().text());
    }

    @Test
    void theConnectionIsAsTheClientMadeIt() {
        JsonPath view = curl(service.url("/connection")).get(0);

        assertThat(view.getString("protocol")).isEqualTo("HTTP/2");
        assertThat(view.getString("peer.tlsVersion")).isEqualTo("TLSv1.3");
        assertThat(view.getString("peer.alpn")).isEqualTo("h2");
        assertThat(view.getString("peer.sni")).isEqualTo("localhost");
        assertThat(view.getLong("settings.MAX_CONCURRENT_STREAMS")).isEqualTo(100);
        assertThat(view.getLong("peerSettings.ENABLE_PUSH")).isZero();
        assertThat(view.getLong("streamsOpened")).isEqualTo(1);
        assertThat(view.getLong("streamsActive")).isEqualTo(1);
        assertThat(view.getString("streams.1.state")).isEqualTo("half-closed (remote)");
        assertThat(view.getLong("received.frames.HEADERS")).isEqualTo(1);
        assertThat(view.getLong("connFlowIn")).isEqualTo(4 << 20);
        assertThat(view.getLong("hpack.inbound.blocks")).isEqualTo(1);
    }

    @Test
    void aClientSeesItsOwnConnectionAlone() {
        List<JsonPath> views = curl(service.url("/connection"), service.url("/connection/streams"));
        JsonPath other = curl(service.url("/connection")).get(0);

        assertThat(views.get(1).getString("id"))
                .isEqualTo(views.get(0).getString("id"))
                .isNotEqualTo(other.getString("id"));
        assertThat(views.get(1).getString("streams.1.outcome")).isEqualTo("completed");
        assertThat(views.get(1).getString("streams.1.state")).isEqualTo("closed");
        assertThat(views.get(1).getString("streams.3.outcome")).isNull();
    }

    @Test
    void framesAreTheLastAskedFor() {
        JsonPath view = curl(service.url("/connection"), service.url("/connection/frames?last=3"))
                .get(1);

        assertThat(view.getList("frames")).hasSize(3);
        assertThat(view.getInt("frames.find { it.direction == 'in' && it.type == 'HEADERS' }.flags"))
                .isEqualTo(5);
        assertThat(view.getString("frames.find { it.direction == 'in' && it.type == 'HEADERS' }.line"))
                .matches("> 3 HEADERS [0-9]+ END_HEADERS END_STREAM");
    }

    @Test
    void bothDynamicTablesHoldWhatWasSent() {
        JsonPath hpack = curl("-H", "x-mine: yes", service.url("/version"), service.url("/connection/hpack"))
                .get(1);

        List<HeaderField> in = hpack.getList("inboundDynamicHeaderTable", HeaderField.class);
        List<HeaderField> out = hpack.getList("outboundDynamicHeaderTable", HeaderField.class);
        assertThat(in).contains(new HeaderField("x-mine", "yes"));
        assertThat(out).contains(new HeaderField("content-type", "application/json"));
        assertThat(hpack.getInt("inboundTableSize"))
                .isEqualTo(in.stream().mapToInt(HeaderField::size).sum());
        assertThat(hpack.getInt("outboundTableSize"))
                .isEqualTo(out.stream().mapToInt(HeaderField::size).sum());
        assertThat(hpack.getInt("inbound.insertions")).isEqualTo(in.size());
        assertThat(hpack.getInt("inbound.fields.indexed_dynamic")).isPositive();
    }

    @Test
    void aSecretIsNotInATable() {
        JsonPath hpack = nghttp("-H", "authorization: Basic c2VjcmV0OnNlY3JldA==", service.url("/connection/hpack"));

        assertThat(hpack.getInt("inbound.fields.never_indexed")).isPositive();
        assertThat(hpack.prettify()).doesNotContain("c2VjcmV0OnNlY3JldA==");
    }

    @Test
    void aPingComesBack() {
        Scrape before = service.scrape();
        List<JsonPath> answers = curl("-X", "POST", service.url("/connection/ping"), service.url("/connection/ping"));

        assertThat(answers.get(1).getDouble("roundTrip")).isPositive();
        Scrape after = service.scrape();
        assertThat(after.since(before, "ping_rtt_seconds_count")).isEqualTo(2);
        assertThat(after.since(before, "frames_total", "direction", "out", "type", "PING"))
                .isEqualTo(2);
        assertThat(after.since(before, "frames_total", "direction", "in", "type", "PING"))
                .isEqualTo(2);
    }

    @Test
    void curlIsKnownByItsFingerprint() {
        JsonPath client = curl(service.url("/connection/client")).get(0);

        assertThat(client.getString("fingerprint"))
                .isEqualTo("3:100;4:%s;2:0|%s|0|m,p,s,a"
                        .formatted(client.get("settings[1].value"), client.get("windowUpdate")));
        assertThat(client.<String>getList("pseudoHeaders"))
                .containsExactly(":method", ":path", ":scheme", ":authority");
        assertThat(client.<String>getList("findings.words")).contains("It signals no priority, which is allowed.");
    }

    @Test
    void nghttpIsKnownByItsPriorityTree() {
        JsonPath client = nghttp(service.url("/connection/client"));

        assertThat(client.getString("fingerprint"))
                .isEqualTo("3:100;4:65535|00|3:0:0:201,5:0:0:101,7:0:0:1,9:0:7:1,11:0:3:1|m,p,s,a");
        assertThat(client.getInt("priority.request.dependsOn")).isEqualTo(11);
        assertThat(client.<String>getList("findings.words"))
                .contains(
                        "It opened stream 13 first, not 1.",
                        "It signals priority as RFC 7540 did, which RFC 9113 §5.3.2 deprecates and this server does not obey; RFC 9218 has a field for"
                                + " it.");
    }

    @Test
    void aClientThatRequestsNothingHintedIgnoresIts103() {
        List<String> findings = curl(
                        "-o",
                        "/dev/null",
                        service.url("/early-hints?delay=0s"),
                        "-o",
                        "-",
                        service.url("/connection/client"))
                .stream()
                .flatMap(answer -> answer.<String>getList("findings.words").stream())
                .toList();

        assertThat(findings)
                .contains(
                        "It was sent 1 response with status 103 and requested nothing hinted at on this connection, unless"
                                + " it had that in a cache.");
    }

    @Test
    void aClientThatRequestsWhatWasHintedUsesIts103() {
        String link = "link=%3C/version%3E%3Brel=preload%3Bas=fetch";
        List<String> findings = curl(
                        "-o",
                        "/dev/null",
                        service.url("/early-hints?delay=0s&" + link),
                        "-o",
                        "/dev/null",
                        service.url("/version"),
                        "-o",
                        "-",
                        service.url("/connection/client"))
                .stream()
                .flatMap(answer -> answer.<String>getList("findings.words").stream())
                .toList();

        assertThat(findings).contains("It requested 1 path that a 103 had hinted at.");
    }
}
