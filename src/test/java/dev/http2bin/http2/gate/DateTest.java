package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.peer.Recording;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A final response has one date (RFC 9110 §6.6.1), an informational response and trailers have none. */
@RunningService
class DateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/version",
                "/stream/version",
                "/clock?ticks=1&interval=1ms",
                "/status/204",
                "/no-such-path",
                "/echo?bad=%zz",
                "/bytes/100000"
            })
    void aFinalResponseHasTheDateOfItsSecond(String path, ScriptedPeer peer) {
        peer.greet().get(1, path);

        assertOneDate(peer.awaitFrame(FrameType.HEADERS, 1).fields());
    }

    @Test
    void aRefusedHeaderListHasOne(ScriptedPeer peer) {
        peer.greet().get(1, "/hello", "x-a", "v".repeat(8_150), "x-b", "v".repeat(8_150));

        List<HeaderField> fields = peer.awaitFrame(FrameType.HEADERS, 1).fields();
        assertThat(fields).contains(new HeaderField(":status", "431"));
        assertOneDate(fields);
    }

    @Test
    void aDateOfTheApplicationStays() {
        LoneGate gate = new LoneGate();
        gate.client(
                new Recording().preface().settings().settingsAck().get(1, "/").octets());
        gate.undertow(new Recording()
                .headers(1, END_STREAM, ":status", "200", "date", "Mon, 01 Jan 2024 00:00:00 GMT")
                .octets());

        assertThat(CutTest.lines(gate.seenByClient()))
                .filteredOn(line -> line.contains("HEADERS"))
                .singleElement()
                .asString()
                .containsOnlyOnce("date")
                .contains("01 Jan 2024");
    }

    @Test
    void earlyHintsAndTrailersHaveNone(ScriptedPeer peer) {
        peer.greet().get(1, "/early-hints?force=true");
        assertThat(dates(peer.awaitFrame(FrameType.HEADERS, 1).fields())).isEmpty();
        assertOneDate(peer.awaitFrame(FrameType.HEADERS, 1).fields());

        peer.get(3, "/trailers");
        assertOneDate(peer.awaitFrame(FrameType.HEADERS, 3).fields());
        assertThat(dates(peer.awaitFrame(FrameType.HEADERS, 3).fields())).isEmpty();
    }

    private static void assertOneDate(List<HeaderField> fields) {
        assertThat(dates(fields)).singleElement().satisfies(text -> {
            Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            assertThat(date).isCloseTo(Instant.now(), within(5, SECONDS));
            assertThat(text).hasSize("Mon, 01 Jan 2024 00:00:00 GMT".length());
        });
    }

    private static List<String> dates(List<HeaderField> fields) {
        return fields.stream()
                .filter(field -> field.name().equals("date"))
                .map(HeaderField::value)
                .toList();
    }
}
