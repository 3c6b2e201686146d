package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames as nghttp prints them. Its first request is on stream 13: it uses the streams before for priorities. */
@Tag("outside")
@ExtendWith(SharedService.class)
class NghttpTest {

    private static final int END_STREAM = 0x1;
    private static final int END_HEADERS = 0x4;
    private static final Pattern FRAME =
            Pattern.compile("(send|recv) (\\w+) frame <length=(\\d+), flags=0x([0-9a-f]{2}), stream_id=(\\d+)>");

    private final ServiceJar service;

    NghttpTest(ServiceJar service) {
        this.service = service;
    }

    @Test
    void anEarlyHintIsAHeadersFrameThatDoesNotEndItsStream() {
        List<Frame> frames = frames("/early-hints?count=2&delay=50ms").stream()
                .filter(frame -> frame.received() && frame.stream() == 13)
                .toList();

        assertThat(frames.subList(0, 3))
                .as("103, 103, 200")
                .allMatch(frame -> frame.type().equals("HEADERS") && frame.flags() == END_HEADERS);
        assertThat(frames.subList(3, frames.size()))
                .allMatch(frame -> frame.type().equals("DATA"));
        assertThat(frames.get(frames.size() - 1).flags()).isEqualTo(END_STREAM);
        assertThat(frames.get(1).length())
                .as("the second hint, all of it in the dynamic table")
                .isEqualTo(2);
    }

    @Test
    void trailersAreAHeadersFrameThatEndsItsStream() {
        List<Frame> frames = frames("/trailers").stream()
                .filter(frame -> frame.received() && frame.stream() == 13)
                .toList();

        assertThat(frames).filteredOn(frame -> frame.has(END_STREAM)).hasSize(1);
        Frame last = frames.get(frames.size() - 1);
        assertThat(last.type()).isEqualTo("HEADERS");
        assertThat(last.flags()).isEqualTo(END_STREAM | END_HEADERS);
    }

    @Test
    void fiftyRequestsAreOpenAtOnceOnOneConnection() {
        List<Frame> frames = frames("-m", "50", "/delay/300ms");
        List<Frame> requests = frames.stream()
                .filter(frame -> !frame.received() && frame.type().equals("HEADERS"))
                .toList();
        List<Frame> answers = frames.stream()
                .filter(frame -> frame.received() && frame.type().equals("HEADERS"))
                .toList();

        assertThat(requests)
                .extracting(Frame::stream)
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> 13 + 2 * i).toList());
        assertThat(answers).extracting(Frame::stream).hasSize(50).doesNotHaveDuplicates();
        assertThat(frames.indexOf(requests.get(49))).isLessThan(frames.indexOf(answers.get(0)));
        assertThat(frames).filteredOn(Frame::received).extracting(Frame::type).doesNotContain("GOAWAY", "RST_STREAM");
    }

    @Test
    void theServersSettingsAreTheDocumentedOnes() {
        assertThat(run("/hello"))
                .contains("[SETTINGS_MAX_CONCURRENT_STREAMS(0x03):100]")
                .contains("[SETTINGS_INITIAL_WINDOW_SIZE(0x04):1048576]")
                .contains("[SETTINGS_MAX_HEADER_LIST_SIZE(0x06):16384]");
    }

    @Test
    void theConnectionWindowIsRaisedTo4MebibytesAtOnce() {
        assertThat(run("/hello")).contains("(window_size_increment=" + ((4 << 20) - 65_535) + ")");
    }

    private List<Frame> frames(String... arguments) {
        return FRAME.matcher(run(arguments))
                .results()
                .map(found -> new Frame(
                        found.group(1).equals("recv"),
                        found.group(2),
                        Integer.parseInt(found.group(3)),
                        Integer.parseInt(found.group(4), 16),
                        Integer.parseInt(found.group(5))))
                .toList();
    }

    /** Arguments whose last is a path; a run whose every stream was answered. */
    @ParameterizedTest
    @ValueSource(strings = {"/hello", "/bytes/1000000", "/stream/hello", "/clock"})
    void headersComeWithoutAWindow(String path) {
        String text = Tool.require("nghttp")
                .run("-nv", "--timeout=2", "--window-bits=0", service.base() + path)
                .text();

        assertThat(text).contains("recv (stream_id=13) :status: 200").doesNotContain("recv DATA");
    }

    private String run(String... arguments) {
        String path = arguments[arguments.length - 1];
        String text = Tool.require("nghttp")
                .run(Stream.of(
                                Stream.of("-nv"),
                                Stream.of(arguments).limit(arguments.length - 1L),
                                Stream.of(service.base() + path))
                        .flatMap(each -> each)
                        .toArray(String[]::new))
                .succeeded()
                .text();
        assertThat(text).contains("The negotiated protocol: h2").doesNotContain("Some requests were not processed");
        return text;
    }

    private record Frame(boolean received, String type, int length, int flags, int stream) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }
}
