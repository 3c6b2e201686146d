package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What scripts print that use {@code node:http2} as its guide does. */
@Tag("outside")
@ExtendWith(SharedService.class)
class NodeTest {

    private final NodeScript scripts;

    NodeTest(ServiceJar service) {
        scripts = NodeScript.against(service);
    }

    @Test
    void threeRequestsOfASessionAreStreams1And3And5() {
        assertThat(scripts.lines("stream-ids.mjs"))
                .containsExactly("served on stream 1", "1", "served on stream 3", "3", "served on stream 5", "5");
    }

    @Test
    void eachEarlyHintIsAHeadersEventBeforeTheResponse() {
        assertThat(scripts.lines("early-hints.mjs"))
                .containsExactly("headers 103 true", "headers 103 true", "response 200 sent; count=2", "end");
    }

    @Test
    void aChunkComesBackBeforeTheRequestEnds() {
        assertThat(scripts.lines("duplex.mjs"))
                .containsExactly(
                        "response 200",
                        "back one before the end",
                        "back two before the end",
                        "back three before the end",
                        "end");
    }

    @Test
    void trailersGoBothWays() {
        assertThat(scripts.lines("trailers.mjs"))
                .containsExactly("request {\"x-sum\":\"42\"}", "response x-checksum x-duration");
    }

    @Test
    void aStreamThatIsResetLeavesTheOthersAndTheSessionAlone() {
        assertThat(scripts.lines("reset.mjs"))
                .containsExactly(
                        "reset 8", "reset 8", "reset 8", "other {\"delay\":0.500}", "later served on stream 9");
    }

    @Test
    void headersComeWithoutAWindow() {
        assertThat(scripts.lines(
                        "no-window.mjs", "/version", "/bytes/1000000", "/clock", "/stream/version", "/nothing-here"))
                .containsExactlyInAnyOrder(
                        "/version 200",
                        "/bytes/1000000 200",
                        "/clock 200",
                        "/stream/version 200",
                        "/nothing-here 404",
                        "bytes 0");
    }

    @Test
    void twentyInterleavedUploadsAreEachCountedExactly() {
        assertThat(scripts.lines("uploads.mjs", "20")).hasSize(20).allMatch(line -> line.endsWith(" good"));
    }

    @Test
    void theUrgentResponseComesInOnePieceThoughItIsRequestedLast() {
        assertThat(scripts.lines("priority.mjs")).containsExactly("others 0", "obeyed true");
    }
}
