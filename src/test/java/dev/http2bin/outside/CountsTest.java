package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.ServiceJar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service counted is what node and Chromium counted themselves of the same connection. */
@Tag("outside")
class CountsTest {

    private static final int FRAME_HEADER = 9;
    private static final int PREFACE = 24;

    // of its own: clients of other tests may keep connections open to the shared one
    private final ServiceJar service = ServiceJar.started();
    private Scrape before;

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        service.close();
    }

    @BeforeEach
    void idle() {
        before = service.scrapeWhen("idle", Scrape::idle);
    }

    @Test
    void nodesFramesStreamsAndOctetsAreTheServicesOwn() throws Exception {
        List<String> lines = NodeScript.against(service).lines("counts.mjs");
        Scrape after = service.scrapeWhen("idle", Scrape::idle);
        JsonNode session = new ObjectMapper().readTree(lines.get(0));
        JsonNode streams = new ObjectMapper().readTree(lines.get(1));

        assertThat(frames(after, "in")).isEqualTo(session.get("framesSent").asLong());
        assertThat(frames(after, "out")).isEqualTo(session.get("framesReceived").asLong());
        assertThat(after.since(before, "streams_opened_total"))
                .isEqualTo(session.get("streamCount").asLong())
                .isEqualTo(3);
        assertThat(after.since(before, "data_bytes_total", "direction", "in")).isEqualTo(sum(streams, "bytesWritten"));
        assertThat(after.since(before, "data_bytes_total", "direction", "out")).isEqualTo(sum(streams, "bytesRead"));
        assertThat(octets(after, "in") + PREFACE)
                .isEqualTo(session.get("bytesWritten").asLong());
        assertThat(octets(after, "out")).isEqualTo(session.get("bytesRead").asLong());
    }

    @Test
    void chromiumsFramesFieldsAndOctetsAreTheServicesOwn() throws Exception {
        Path log = folder.resolve("net.json");
        try (Chromium chromium = new Chromium(service, folder.resolve("profile"), "--log-net-log=" + log)) {
            chromium.open(service.base() + "/files/page.html");
        }
        Scrape after = service.scrapeWhen("idle", Scrape::idle);
        NetLog seen = NetLog.read(log);

        // the page, its style sheet and its picture
        assertThat(seen.frames("SEND", "HEADERS")).isEqualTo(3);
        for (FrameType type : FrameType.values()) {
            assertThat(frames(after, "in", type.name())).as("sent " + type).isEqualTo(seen.frames("SEND", type.name()));
        }
        // not SETTINGS and WINDOW_UPDATE: a socket that Chromium opens in reserve gets these, and is no session to it
        for (String type : List.of("HEADERS", "DATA", "PING", "RST_STREAM", "GOAWAY")) {
            assertThat(frames(after, "out", type)).as("received " + type).isEqualTo(seen.frames("RECV", type));
        }
        assertThat(after.sumSince(before, "hpack_fields_total", "direction", "in"))
                .isEqualTo(seen.fields("SEND"));
        assertThat(after.sumSince(before, "hpack_fields_total", "direction", "out"))
                .isEqualTo(seen.fields("RECV"));
        assertThat(after.since(before, "data_bytes_total", "direction", "out")).isEqualTo(seen.octets());
        assertThat(after.since(before, "streams_closed_total", "outcome", "completed"))
                .isEqualTo(3);
    }

    private long frames(Scrape after, String direction) {
        return after.sumSince(before, "frames_total", "direction", direction);
    }

    private long frames(Scrape after, String direction, String type) {
        return after.since(before, "frames_total", "direction", direction, "type", type);
    }

    /** All octets of this direction's frames: node sends empty SETTINGS, the service six of six octets. */
    private long octets(Scrape after, String direction) {
        return FRAME_HEADER * frames(after, direction)
                + after.since(before, "data_bytes_total", "direction", direction)
                + after.since(before, "hpack_wire_bytes_total", "direction", direction)
                + 4 * (frames(after, direction, "WINDOW_UPDATE") + frames(after, direction, "RST_STREAM"))
                + 8 * (frames(after, direction, "GOAWAY") + frames(after, direction, "PING"))
                + (direction.equals("out") ? 6 * 6 : 0);
    }

    private static long sum(JsonNode streams, String name) {
        long sum = 0;
        for (JsonNode stream : streams) {
            sum += stream.get(name).asLong();
        }
        return sum;
    }
}
