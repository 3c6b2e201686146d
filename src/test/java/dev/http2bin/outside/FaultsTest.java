package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What node:http2 and nghttp see of each fault, and of another stream of the same connection. */
@Tag("outside")
@ExtendWith(SharedService.class)
class FaultsTest {
    private static final String GOES_ON = "other {\"delay\":0.700}";
    private static final String LATER = "later You requested /hello over HTTP/2";

    private final ServiceJar service;

    FaultsTest(ServiceJar service) {
        this.service = service;
    }

    static Stream<Arguments> faultsOfAStream() {
        return Stream.of(
                Arguments.of(
                        "GET",
                        "/faults/reset?error=INTERNAL_ERROR",
                        List.of("error ERR_HTTP2_STREAM_ERROR", "closed INTERNAL_ERROR octets 0")),
                Arguments.of(
                        "GET",
                        "/faults/reset?error=INTERNAL_ERROR&after=40000",
                        List.of("response 200 ", "error ERR_HTTP2_STREAM_ERROR", "closed INTERNAL_ERROR octets 40000")),
                Arguments.of(
                        "GET",
                        "/faults/truncate?declared=1000&sent=300",
                        List.of(
                                "response 200 1000",
                                "error ERR_HTTP2_STREAM_ERROR",
                                "closed PROTOCOL_ERROR octets 300")),
                Arguments.of("GET", "/faults/max-streams?n=7", List.of("settings maxConcurrentStreams 7")),
                Arguments.of("GET", "/faults/settings?0x4=4096", List.of("settings initialWindowSize 4096")),
                Arguments.of("GET", "/faults/window?size=1000", List.of("settings initialWindowSize 1000")),
                Arguments.of("GET", "/faults/huge-headers?bytes=20000", List.of("response 200 ", "end")),
                Arguments.of("POST", "/faults/stall?for=600ms", List.of("response 200 ", "end", "waited true")));
    }

    @ParameterizedTest
    @MethodSource("faultsOfAStream")
    void nodeSeesTheFaultAndItsOtherStreamsGoOn(String method, String target, List<String> seen) {
        assertThat(NodeScript.against(service).lines("fault.mjs", method, target))
                .containsSubsequence(seen)
                .contains(GOES_ON, LATER)
                .noneMatch(line -> line.startsWith("goaway"));
    }

    @Test
    void nodeIsRefusedWhatIsMoreThanTheServerGrantsAndItsOtherStreamsGoOn() {
        assertThat(NodeScript.against(service).lines("over-limit.mjs"))
                .containsExactlyInAnyOrder("answered 100", "refused 10", LATER);
    }

    @Test
    void nodeUploadsThroughSmallWindowsAndItsOtherStreamGoesOn() {
        assertThat(NodeScript.against(service).lines("small-window.mjs"))
                .containsExactly("upload 30000", "other {\"delay\":0.300}");
    }

    @Test
    void nodeSeesAGoAwayAndItsOpenStreamsEnd() {
        assertThat(NodeScript.against(service).lines("fault.mjs", "GET", "/faults/goaway?error=NO_ERROR"))
                .containsSubsequence("goaway NO_ERROR 3", "response 200 ")
                .contains(GOES_ON, "session closed")
                .doesNotContain(LATER);
    }

    @Test
    void nodeSeesAConnectionCloseAndLosesItsStreams() {
        assertThat(NodeScript.against(service).lines("fault.mjs", "GET", "/faults/close?after=30000"))
                .contains("response 200 ", "session closed")
                .anyMatch(line -> line.startsWith("closed") && line.endsWith("octets 30000"))
                .noneMatch(line -> line.startsWith("goaway"))
                .doesNotContain(GOES_ON, LATER);
    }

    @Test
    void nodeGetsNoAnswerToItsPingsForAWhile() {
        assertThat(NodeScript.against(service).lines("ping-silence.mjs"))
                .containsExactly(
                        "before answered",
                        "during no answer",
                        "stream {\"delay\":0.600}",
                        "during ERR_HTTP2_PING_CANCEL");
    }

    @Test
    void nghttpReadsHugeHeadersAndItsOtherStream() {
        String seen = Tool.require("nghttp")
                .run("-nv", service.base() + "/faults/huge-headers?bytes=50000", service.base() + "/delay/100ms")
                .text();
        assertThat(seen)
                .contains("x-huge-12: ")
                .containsPattern("recv DATA frame <length=21, flags=0x01, stream_id=15>");
    }
}
