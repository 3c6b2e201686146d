package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.ErrorCode.CANCEL;
import static dev.http2bin.http2.frame.Flags.END_HEADERS;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.Flags.PADDED;
import static dev.http2bin.http2.frame.FrameType.DATA;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.Setting;
import dev.http2bin.peer.FrameCollector;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.Recording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However a client's octets are cut, the gate tells the ledger the same, answers the same and hands Undertow the same. */
class CutTest {
    private static final String DATE = "Mon, 01 Jan 2024 00:00:00 GMT"; // the gate would write the present one
    private static final byte[] BEFORE = before();
    private static final byte[] ANSWERS = answers();
    private static final byte[] BEHIND = behind();

    private record Outcome(List<String> events, List<String> answers, List<String> requests) {}

    /** A session of everything a client may do, and some of what it may not. */
    private static byte[] before() {
        Recording client = new Recording();
        client.preface().settings(Setting.INITIAL_WINDOW_SIZE, 20, Setting.HEADER_TABLE_SIZE, 200);
        client.get(1, "/a", "x-kept", "kept").ping(7);
        client.post(3, "/b", "content-length", "9").data(3, "four", 0);
        client.get(5, "/malformed", "connection", "close").settingsAck();
        client.frame(DATA, PADDED | END_STREAM, 3, new byte[] {3, 'f', 'i', 'v', 'e', '!', 0, 0, 0});
        byte[] block = client.block(Recording.request("GET", "/c", "x-kept", "kept"));
        client.frame(HEADERS, END_STREAM, 7, Arrays.copyOf(block, 3));
        client.continuation(7, new byte[0], 0).continuation(7, Arrays.copyOfRange(block, 3, block.length), END_HEADERS);
        client.frame(0xbe, 0xff, 9, (byte) 1, (byte) 2).windowUpdate(0, 100);
        client.post(9, "/trailers").data(9, "x", 0).headers(9, END_STREAM, "x-trailer", "v");
        client.post(11, "/reset").data(11, "some", 0).rst(11, CANCEL).data(11, "late", END_STREAM);
        client.post(13, "/too-long", "content-length", "2").data(13, "three", END_STREAM);
        client.get(15, "/431", "x-1", "v".repeat(100), "x-2", "v".repeat(100));
        return client.octets();
    }

    /** What Undertow answers. */
    private static byte[] answers() {
        Recording undertow = new Recording();
        undertow.headers(1, 0, ":status", "200", "x-kept", "kept", "date", DATE).data(1, new byte[20], 0);
        undertow.headers(3, END_STREAM, ":status", "204", "x-kept", "kept", "date", DATE);
        undertow.headers(7, 0, ":status", "200", "date", DATE).data(7, "seven", END_STREAM);
        undertow.windowUpdate(9, 1);
        return undertow.octets();
    }

    private static byte[] behind() {
        Recording client = new Recording();
        client.windowUpdate(1, 5).settings(Setting.INITIAL_WINDOW_SIZE, 30, Setting.HEADER_TABLE_SIZE, 0);
        client.frame(2, 0, 1, new byte[5])
                .ping(8)
                .data(9, "closed", 0)
                .windowUpdate(1, 0)
                .windowUpdate(0, 0)
                .ping(9);
        return client.octets();
    }

    private static Outcome outcome(int[] cutsBefore, int[] cutsBehind) {
        LoneGate gate = new LoneGate();
        gate.client(BEFORE, cutsBefore);
        gate.undertow(ANSWERS);
        gate.wantsToSend(1);
        gate.client(BEHIND, cutsBehind);
        return new Outcome(gate.events(), lines(gate.seenByClient()), lines(gate.requests()));
    }

    static List<String> lines(byte[] octets) {
        List<String> lines = new ArrayList<>();
        try {
            new FrameCollector(frame -> lines.add(line(frame))).read(octets, octets.length);
        } catch (Exception e) {
            lines.add(e.toString());
        }
        return lines;
    }

    private static String line(PeerFrame frame) {
        return frame.type() == DATA ? frame + " " + frame.text() : frame.toString();
    }

    private static final int[] WHOLE = {};

    @Test
    void theSessionIsAnsweredAsItShould() {
        Outcome whole = outcome(WHOLE, WHOLE);

        assertThat(whole.answers())
                .containsSubsequence("0 PING ACK 0000000000000007", "5 RST_STREAM PROTOCOL_ERROR")
                .contains("11 RST_STREAM STREAM_CLOSED", "13 RST_STREAM PROTOCOL_ERROR")
                .contains("3 HEADERS END_HEADERS END_STREAM :status 204 x-kept kept date " + DATE)
                .endsWith("0 GOAWAY 15 PROTOCOL_ERROR WINDOW_UPDATE of 0");
        assertThat(whole.requests())
                .contains(
                        "3 DATA 4 four",
                        "3 DATA 5 five!",
                        "3 DATA 0 END_STREAM ",
                        "9 HEADERS END_HEADERS END_STREAM x-trailer v")
                .noneMatch(line -> line.startsWith("5 "))
                .anyMatch(line -> line.startsWith("7 HEADERS END_HEADERS END_STREAM :method GET"));
        assertThat(whole.events()).contains("stream closed: reset_remote", "stall stream", "< goaway PROTOCOL_ERROR");
    }

    @Test
    void anyTwoPartsGiveTheSame() {
        Outcome whole = outcome(WHOLE, WHOLE);

        for (int cut = 1; cut < BEFORE.length; cut++) {
            assertThat(outcome(new int[] {cut}, WHOLE)).as("cut at %d", cut).isEqualTo(whole);
        }
        for (int cut = 1; cut < BEHIND.length; cut++) {
            assertThat(outcome(WHOLE, new int[] {cut}))
                    .as("cut behind at %d", cut)
                    .isEqualTo(whole);
        }
    }

    @Test
    void octetByOctetGivesTheSame() {
        assertThat(outcome(
                        IntStream.range(1, BEFORE.length).toArray(),
                        IntStream.range(1, BEHIND.length).toArray()))
                .isEqualTo(outcome(WHOLE, WHOLE));
    }

    @Test
    void theEndOfARequestWaitsForTheLastOctetOfPadding() {
        Recording client = new Recording();
        client.preface().settings().post(1, "/padded");
        client.frame(DATA, PADDED | END_STREAM, 1, new byte[] {3, 'p', 'a', 'd', 0, 0, 0});
        byte[] octets = client.octets();
        LoneGate gate = new LoneGate();

        gate.client(Arrays.copyOf(octets, octets.length - 1));
        assertThat(lines(gate.seenByUndertow()))
                .contains("1 DATA 3 pad")
                .noneMatch(line -> line.contains("DATA") && line.contains("END_STREAM"));

        gate.client(Arrays.copyOfRange(octets, octets.length - 1, octets.length));
        assertThat(lines(gate.seenByUndertow())).endsWith("1 DATA 0 END_STREAM ");
    }

    @Test
    void randomPartsGiveTheSame() {
        Outcome whole = outcome(WHOLE, WHOLE);
        Random random = new Random(9113);

        for (int i = 0; i < 300; i++) {
            int[] before = cuts(random, BEFORE.length);
            int[] behind = cuts(random, BEHIND.length);
            assertThat(outcome(before, behind)).isEqualTo(whole);
        }
    }

    private static int[] cuts(Random random, int length) {
        return random.ints(random.nextInt(20), 0, length + 1).sorted().toArray();
    }
}
