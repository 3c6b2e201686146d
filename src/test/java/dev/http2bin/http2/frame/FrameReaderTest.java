package dev.http2bin.http2.frame;

import static dev.http2bin.http2.frame.Flags.END_HEADERS;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.Flags.PADDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private static byte[] octets(FrameWriter writer) {
        byte[] octets = new byte[writer.size()];
        writer.drainTo(ByteBuffer.wrap(octets));
        return octets;
    }

    private static byte[] frame(FrameType type, int flags, int streamId, byte... payload) {
        FrameWriter writer = new FrameWriter();
        writer.frame(type.code(), flags, streamId, ByteBuffer.wrap(payload));
        return octets(writer);
    }

    /** Every type, padded and empty frames, unknown ones, and a DATA frame of several hundred octets. */
    private static byte[] mixed() {
        FrameWriter writer = new FrameWriter();
        writer.settings(List.of(new Setting(Setting.MAX_FRAME_SIZE, 16_384), new Setting(0x2a, 0xffff_ffffL)));
        writer.headers(1, false, ByteBuffer.wrap("a header block".getBytes(StandardCharsets.US_ASCII)), 5);
        writer.frame(0, 0, 1, ByteBuffer.wrap(new byte[300]));
        writer.frame(0, PADDED, 1, ByteBuffer.wrap(new byte[] {3, 'a', 'b', 0, 0, 0}));
        writer.frame(0, PADDED, 1, ByteBuffer.wrap(new byte[] {2, 0, 0}));
        writer.frame(0, 0, 1, ByteBuffer.allocate(0));
        writer.frame(0xbe, 0xff, 7, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        writer.ping(-2, false);
        writer.windowUpdate(0, Integer.MAX_VALUE);
        writer.rstStream(3, 0xffff_ffffL);
        writer.settingsAck();
        writer.frame(0, END_STREAM, 1, ByteBuffer.wrap("the end".getBytes(StandardCharsets.US_ASCII)));
        writer.goAway(1, ErrorCode.NO_ERROR.code(), "bye");
        return octets(writer);
    }

    @Test
    void eachFrameIsToldInItsOrder() {
        assertThat(FrameTrace.of(mixed()))
                .contains("begin 0 SETTINGS 12", "payload 000500004000002affffffff")
                .containsSubsequence(
                        "begin 1 HEADERS 5",
                        "begin 1 CONTINUATION 5",
                        "begin 1 CONTINUATION 4 END_HEADERS",
                        "begin 1 DATA 300",
                        "content of 300",
                        "end 1",
                        "begin 1 DATA 6 PADDED",
                        "content of 2",
                        "data 6162",
                        "end 1",
                        "begin 1 DATA 3 PADDED",
                        "content of 0",
                        "end 1",
                        "begin 1 DATA 0",
                        "content of 0",
                        "end 1",
                        "begin 7 0xbe 3 0xff",
                        "payload 010203",
                        "begin 0 PING 8",
                        "payload fffffffffffffffe",
                        "begin 0 WINDOW_UPDATE 4",
                        "begin 3 RST_STREAM 4",
                        "begin 0 SETTINGS 0 ACK",
                        "begin 1 DATA 7 END_STREAM",
                        "data 74686520656e64",
                        "begin 0 GOAWAY 11",
                        "at a boundary");
    }

    @Test
    void anyTwoPartsGiveTheSameCalls() {
        byte[] octets = mixed();
        List<String> whole = FrameTrace.of(octets);

        for (int cut = 0; cut <= octets.length; cut++) {
            assertThat(FrameTrace.of(octets, cut)).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void octetByOctetGivesTheSameCalls() {
        byte[] octets = mixed();

        assertThat(FrameTrace.of(octets, IntStream.range(1, octets.length).toArray()))
                .isEqualTo(FrameTrace.of(octets));
    }

    @Test
    void randomPartsGiveTheSameCalls() {
        byte[] octets = mixed();
        List<String> whole = FrameTrace.of(octets);
        Random random = new Random(9113);

        for (int i = 0; i < 500; i++) {
            int[] cuts = random.ints(random.nextInt(30), 0, octets.length + 1)
                    .sorted()
                    .toArray();
            assertThat(FrameTrace.of(octets, cuts)).isEqualTo(whole);
        }
    }

    @Test
    void aFrameThatIsNotWantedIsSkippedAndADataFrameStillEnds() {
        byte[] octets = mixed();

        assertThat(FrameTrace.of(FrameType.PING, octets))
                .contains("begin 0 PING 8", "begin 0 GOAWAY 11")
                .doesNotContain("payload fffffffffffffffe");
        assertThat(FrameTrace.of(FrameType.DATA, octets))
                .containsSubsequence("begin 1 DATA 300", "end 1", "begin 1 DATA 6 PADDED", "end 1")
                .noneMatch(line -> line.startsWith("content") || line.startsWith("data"));
    }

    @Test
    void paddingThatFillsTheFrameLeavesNoContent() {
        assertThat(FrameTrace.of(frame(FrameType.DATA, PADDED, 1, (byte) 2, (byte) 0, (byte) 0)))
                .containsExactly("begin 1 DATA 3 PADDED", "content of 0", "end 1", "at a boundary");
    }

    @Test
    void paddingAsLongAsTheFrameIsAnError() {
        assertThat(FrameTrace.of(frame(FrameType.DATA, PADDED, 1, (byte) 3, (byte) 0, (byte) 0)))
                .containsExactly("begin 1 DATA 3 PADDED", "PROTOCOL_ERROR padding is longer than the DATA frame");
    }

    @Test
    void aPaddedFrameWithoutTheLengthOfItsPaddingIsAnError() {
        assertThat(FrameTrace.of(frame(FrameType.DATA, PADDED, 1)))
                .containsExactly("begin 1 DATA 0 PADDED", "PROTOCOL_ERROR padding is longer than the DATA frame");
    }

    @Test
    void aFrameIsJudgedByItsHeaderBeforeItsPayloadCame() {
        byte[] header = java.util.Arrays.copyOf(frame(FrameType.HEADERS, END_HEADERS, 1, new byte[9]), 9);

        assertThat(FrameTrace.of(header)).containsExactly("begin 1 HEADERS 9 END_HEADERS", "inside a frame");
    }

    @Test
    void theReservedBitOfAStreamIdIsIgnored() {
        byte[] octets = frame(FrameType.DATA, 0, 0x8000_0005);

        assertThat(FrameTrace.of(octets)).startsWith("begin 5 DATA 0");
    }

    @Test
    void theLargestLengthIsALength() {
        byte[] header = {-1, -1, -1, 0, 0, 0, 0, 0, 1};

        assertThat(FrameTrace.of(header)).startsWith("begin 1 DATA 16777215", "content of 16777215");
    }

    @Test
    void contentThatTheVisitorDoesNotTakeIsOfferedAgain() throws Exception {
        StringBuilder taken = new StringBuilder();
        FrameReader reader = new FrameReader(new FrameTrace(null) {
            @Override
            public void data(FrameHeader header, ByteBuffer octets) {
                taken.append((char) octets.get());
            }
        });
        ByteBuffer octets = ByteBuffer.wrap(frame(FrameType.DATA, 0, 1, (byte) 'a', (byte) 'b', (byte) 'c'));

        assertThat(reader.read(octets)).isFalse();
        assertThat(taken).hasToString("a");
        assertThat(reader.read(octets)).isFalse();
        assertThat(reader.atBoundary()).isFalse();
        assertThat(reader.read(octets)).isTrue();
        assertThat(taken).hasToString("abc");
        assertThat(reader.atBoundary()).isTrue();
    }
}
