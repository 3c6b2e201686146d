package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.Flags.PADDED;
import static dev.http2bin.http2.frame.FrameType.DATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.peer.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate's own frames go between frames and never into one, whichever side sends the frame that is half through. */
class InterleavingTest {
    private final LoneGate gate = new LoneGate();

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aResetInTheMiddleOfADataFrameEndsTheRequestBehindIt() {
        gate.client(new Recording()
                .preface()
                .settings()
                .post(1, "/a")
                .header(8, DATA, 0, 1)
                .raw(octets("half"))
                .octets());
        gate.connection().control().reset(1, ErrorCode.CANCEL.code()).join();
        gate.client(new Recording().raw(octets("rest")).get(3, "/b").octets());

        assertThat(CutTest.lines(gate.seenByUndertow()))
                .containsSubsequence("1 DATA 8 halfrest", "1 DATA 0 END_STREAM ")
                .noneMatch(line -> line.contains("RST_STREAM"))
                .last()
                .asString()
                .startsWith("3 HEADERS");
    }

    @Test
    void aPingInTheMiddleOfADataFrameOfUndertowIsAnsweredBehindIt() {
        gate.client(new Recording().preface().settings().get(1, "/a").octets());
        gate.undertow(new Recording()
                .headers(1, 0, ":status", "200")
                .header(8, DATA, END_STREAM, 1)
                .raw(octets("half"))
                .octets());
        gate.client(new Recording().ping(1).octets());
        gate.undertow(octets("rest"));

        assertThat(CutTest.lines(gate.seenByClient()))
                .endsWith("1 DATA 8 END_STREAM halfrest", "0 PING ACK 0000000000000001");
    }

    @Test
    void undertowHearsOfNoResetAndReadsTheEndOfARequestOnce() {
        gate.client(new Recording()
                .preface()
                .settings()
                .get(1, "/whole")
                .rst(1, ErrorCode.CANCEL)
                .post(3, "/begun")
                .data(3, "some", 0)
                .rst(3, ErrorCode.CANCEL)
                .post(5, "/ended")
                .data(5, "all", END_STREAM)
                .rst(5, ErrorCode.CANCEL)
                .octets());

        assertThat(CutTest.lines(gate.requests()))
                .noneMatch(line -> line.contains("RST_STREAM"))
                .filteredOn(line -> line.contains("END_STREAM"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("1 HEADERS"),
                        line -> assertThat(line).isEqualTo("3 DATA 0 END_STREAM "),
                        line -> assertThat(line).isEqualTo("5 DATA 0 END_STREAM "));
    }

    @Test
    void responsesOfStreamsThatWereResetAreDroppedInTheMiddleOfAnUpload() {
        gate.client(new Recording()
                .preface()
                .settings()
                .get(1, "/a")
                .rst(1, ErrorCode.CANCEL)
                .post(3, "/b")
                .header(8, DATA, 0, 3)
                .raw(octets("half"))
                .octets());
        gate.undertow(new Recording()
                .headers(1, 0, ":status", "200")
                .data(1, "lost", END_STREAM)
                .octets());
        gate.client(octets("rest"));

        assertThat(CutTest.lines(gate.seenByClient())).noneMatch(line -> line.startsWith("1 "));
        assertThat(CutTest.lines(gate.seenByUndertow())).last().isEqualTo("3 DATA 8 halfrest");
    }

    /** The reader of frames waits for the octet that says how long the padding is; the stream ends meanwhile. */
    @ParameterizedTest
    @ValueSource(ints = {0, END_STREAM})
    void contentWhoseStreamEndsBeforeThePaddingsLengthIsDroppedAndGivenBack(int flags) {
        gate.client(new Recording().preface().settings().settingsAck().octets());
        gate.client(new Recording()
                .post(1, "/a")
                .data(1, "some", 0)
                .header(8, DATA, PADDED | flags, 1)
                .octets());
        gate.connection().control().reset(1, ErrorCode.CANCEL.code()).join();
        gate.pass(Duration.ZERO);
        gate.client(new Recording()
                .raw((byte) 3, (byte) 'l', (byte) 'a', (byte) 't', (byte) 'e', (byte) 0, (byte) 0, (byte) 0)
                .get(3, "/b")
                .octets());

        assertThat(CutTest.lines(gate.seenByUndertow()))
                .noneMatch(line -> line.contains("late"))
                .containsOnlyOnce("1 DATA 0 END_STREAM ")
                .last()
                .asString()
                .startsWith("3 HEADERS");
    }

    /** More of it than the connection's window. */
    @Test
    void theConnectionsWindowOutlastsContentThatIsDropped() {
        gate.client(new Recording().preface().settings().settingsAck().octets());
        for (int id = 1; id < 600; id += 2) {
            gate.client(new Recording()
                    .post(id, "/a")
                    .header(16_384, DATA, PADDED, id)
                    .octets());
            gate.connection().control().reset(id, ErrorCode.CANCEL.code()).join();
            gate.client(new byte[16_384]);
        }

        assertThat(CutTest.lines(gate.seenByClient())).noneMatch(line -> line.contains("GOAWAY"));
    }
}
