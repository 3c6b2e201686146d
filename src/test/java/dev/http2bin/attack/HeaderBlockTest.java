package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.COMPRESSION_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.http2bin.http2.frame.ErrorCode.FRAME_SIZE_ERROR;
import static dev.http2bin.http2.frame.Flags.END_HEADERS;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static dev.http2bin.http2.frame.FrameType.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.peer.Recording;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Header blocks that are cut, too long when decoded, wrong, or that no table of the peer's may make the server pay for. */
@UnderAttack
class HeaderBlockTest {
    private static final HexFormat HEX = HexFormat.of();

    @Autowired
    MeterRegistry meters;

    @Autowired
    TestEndpoints endpoints;

    /** The cuts are in the frame headers, in the block's fragments and between the frames, 300 ms apart. */
    @ParameterizedTest
    @ValueSource(strings = {"1 9 12", "10 25 40"})
    void aBlockThatComesInPiecesIsDispatchedOnceAndWhole(String cuts, ScriptedPeer peer) {
        peer.greet();
        int before = endpoints.fieldRequests();
        Recording request = new Recording();
        byte[] block = request.block(ScriptedPeer.request("GET", "/test/fields", "x-kept", "kept"));
        request.frame(HEADERS, END_STREAM, 1, Arrays.copyOf(block, 3))
                .continuation(1, Arrays.copyOfRange(block, 3, 20), 0)
                .continuation(1, Arrays.copyOfRange(block, 20, block.length), END_HEADERS);

        peer.cut(request.octets(), Duration.ofMillis(300), ints(cuts));

        assertThat(peer.response(1).text()).contains("x-kept: kept");
        assertThat(endpoints.fieldRequests() - before).isEqualTo(1);
    }

    private static int[] ints(String numbers) {
        return Arrays.stream(numbers.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @ParameterizedTest
    @EnumSource(
            value = FrameType.class,
            names = {"SETTINGS", "HEADERS"})
    void aFrameOf16MebibytesIsRefusedOnItsHeaderAlone(FrameType type, ScriptedPeer peer) {
        peer.greet();
        Reaction reaction = Reaction.of(Limit.FRAME_SIZE, meters);

        peer.header(0xffffff, type, 0, type == SETTINGS ? 0 : 1);

        reaction.endsConnection(peer, FRAME_SIZE_ERROR);
    }

    /** One entry of the table that is named again and again, and more fields than are allowed. */
    @ParameterizedTest
    @ValueSource(strings = {"bomb", "fields"})
    void aListThatIsTooLongWhenDecodedIsAnswered431OnItsStreamAlone(String kind, ScriptedPeer peer) {
        peer.greet();
        Reaction reaction = Reaction.of(Limit.HEADER_LIST, meters);

        if (kind.equals("bomb")) {
            peer.frame(HEADERS, END_HEADERS | END_STREAM, 1, bomb());
        } else {
            peer.get(1, "/version", manyFields());
        }

        assertThat(peer.response(1).status()).isEqualTo("431");
        assertThat(reaction.isCounted(1).after()).isLessThan(Duration.ofSeconds(1));
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
    }

    /** Up to 64 KiB on the wire, whatever they decode to: the table, which is changed on the way, stays in step. */
    @ParameterizedTest
    @CsvSource({
        "32 fields of 1 KiB, 1000, 16384",
        "fields for the table behind the limit, 100, 16384",
        "the same in small frames, 100, 100",
        "one field of 60 KiB, 60000, 16384",
        "one field of 60 KiB in small frames, 60000, 50"
    })
    void aHeaderListOverTheLimitIsAnswered431AndTheTableStaysInStep(
            String what, int length, int frame, ScriptedPeer peer) {
        peer.greet();
        Reaction reaction = Reaction.of(Limit.HEADER_LIST, meters);
        int count = Math.max(1, 32_000 / length);
        byte[] block = peer.block(ScriptedPeer.request(
                "GET",
                "/test/fields",
                IntStream.range(0, 2 * count)
                        .mapToObj(i -> i % 2 == 0 ? "x-" + i : "" + (char) ('a' + i % 26) + i + "~".repeat(length))
                        .toArray(String[]::new)));
        assertThat(block.length).isBetween(25_000, 65_536);

        inFrames(peer, 1, block, frame);

        assertThat(peer.response(1).status()).isEqualTo("431");
        reaction.isCounted(1);
        String last = "" + (char) ('a' + (2 * count - 1) % 26) + (2 * count - 1) + "~".repeat(Math.min(length, 1_000));
        peer.get(3, "/test/fields", "x-" + (2 * count - 2), last, "x-new", "new");
        assertThat(peer.response(3).text()).contains("x-" + (2 * count - 2) + ": " + last, "x-new: new");
    }

    @ParameterizedTest
    @ValueSource(ints = {16_384, 1_000, 9})
    void aBlockOfExactlyTheLimitIsAnsweredAndAnOctetMoreEndsTheConnection(int frame, ScriptedPeer peer) {
        peer.greet();
        byte[] bomb = Arrays.copyOf(bomb(), 65_536);
        Arrays.fill(bomb, bomb().length, bomb.length, (byte) 0xbe);
        inFrames(peer, 1, bomb, frame);
        assertThat(peer.response(1).status()).isEqualTo("431");
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");

        Reaction reaction = Reaction.of(Limit.HEADER_BLOCK, meters);
        bomb = Arrays.copyOf(bomb, 65_537);
        bomb[65_536] = (byte) 0xbe;
        inFrames(peer, 5, bomb, frame);
        reaction.endsConnection(peer, ENHANCE_YOUR_CALM);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void aBlockInManyFramesIsServed(int frame, ScriptedPeer peer) {
        peer.greet();
        for (int id = 1; id < 6; id += 2) {
            inFrames(
                    peer,
                    id,
                    peer.block(
                            ScriptedPeer.request("GET", "/test/fields", "x-kept", "kept", "x-" + id, "~".repeat(900))),
                    frame);
            assertThat(peer.response(id).text()).contains("x-kept: kept", "x-" + id + ": " + "~".repeat(900));
        }
    }

    /** As many as the limit allows; one more is in {@link Flood}. */
    @Test
    void aFewFramesWithoutContentAreNoFault(ScriptedPeer peer) {
        peer.greet();
        byte[] block = peer.block(ScriptedPeer.request("GET", "/test/hello"));
        peer.frame(HEADERS, END_STREAM, 1, block);
        for (int i = 0; i < 7; i++) {
            peer.continuation(1, new byte[0], 0);
        }
        assertThat(peer.continuation(1, new byte[0], END_HEADERS).response(1).text())
                .isEqualTo("hello");
    }

    /** Chromium keeps up to 180 cookies of a site, and sends each as a crumb (RFC 9113 §8.2.3). */
    @Test
    void crumbsOf180CookiesAreOneCookie(ScriptedPeer peer) {
        peer.greet();
        String[] crumbs = IntStream.range(0, 360)
                .mapToObj(i -> i % 2 == 0 ? "cookie" : "crumb-" + (1_000 + i) + "=" + "v".repeat(35))
                .toArray(String[]::new);
        String all = IntStream.range(0, 180)
                .mapToObj(i -> crumbs[2 * i + 1])
                .collect(Collectors.joining("; ", "cookie: ", ""));

        for (int id = 1; id < 6; id += 2) {
            assertThat(peer.get(id, "/test/fields", crumbs).response(id).text()).endsWith(all);
        }
        assertThat(peer.get(7, "/test/fields", repeated(crumbs, 2)).response(7).status())
                .as("each has its 32 bytes")
                .isEqualTo("431");
        assertThat(peer.get(9, "/test/fields", crumbs).response(9).text()).endsWith(all);
    }

    private static String[] repeated(String[] fields, int times) {
        return Stream.generate(() -> fields).limit(times).flatMap(Stream::of).toArray(String[]::new);
    }

    /** Sends a GET's block in frames of so many octets. */
    private static void inFrames(ScriptedPeer peer, int id, byte[] block, int frame) {
        Recording frames = new Recording();
        for (int from = 0; from < block.length; from += frame) {
            byte[] fragment = Arrays.copyOfRange(block, from, Math.min(block.length, from + frame));
            int last = from + frame >= block.length ? END_HEADERS : 0;
            if (from == 0) {
                frames.frame(HEADERS, END_STREAM | last, id, fragment);
            } else {
                frames.continuation(id, fragment, last);
            }
        }
        peer.raw(frames.octets());
    }

    private static byte[] bomb() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(HEX.parseHex("828784" + "4101" + "61")); // GET https /, :authority a
        block.writeBytes(HEX.parseHex("400178" + "7fbd1d")); // x, 3900 octets, kept at index 62
        block.writeBytes(new byte[3_900]);
        byte[] again = new byte[10_000];
        Arrays.fill(again, (byte) 0xbe);
        block.writeBytes(again);
        return block.toByteArray();
    }

    private static String[] manyFields() {
        return IntStream.range(0, 200)
                .mapToObj(i -> i % 2 == 0 ? "x-" + i : "v")
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "an index of 0,                  80",
        "an index beyond the tables,     ff7f",
        "a table over the one allowed,   3fe21f",
        "a table size behind a field,    8220",
        "an endless integer,             ffffffffffffffffffffff",
        "a length beyond the block,      4001787f80",
        "the EOS symbol,                 40017884ffffffff",
        "padding of more than 7 bits,    400178821fff",
        "padding that is not ones,       40017881 18"
    })
    void badCompressionEndsTheConnection(String what, String block, ScriptedPeer peer) {
        peer.greet();
        long began = System.nanoTime();
        peer.frame(HEADERS, END_HEADERS | END_STREAM, 1, HEX.parseHex(block.replace(" ", "")));

        assertThat(peer.expectGoAway(COMPRESSION_ERROR)).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, 0xffff_ffffL})
    void theServersOwnTableStaysSmallHoweverLargeAClientAllowsItToBe(long allowed, ScriptedPeer peer) {
        peer.greet(Setting.HEADER_TABLE_SIZE, allowed);
        for (int id = 1; id < 200; id += 2) {
            peer.get(id, "/test/table?value=" + "v".repeat(100) + id).response(id);
        }

        assertThat(peer.table().maxSize()).isEqualTo(4_096);
        assertThat(peer.table().evictions()).isPositive();
    }

    @Test
    void streamsOverTheLimitAreRefusedAndTheOthersGoOn(ScriptedPeer peer) {
        peer.greet();
        Reaction reaction = Reaction.of(Limit.CONCURRENT_STREAMS, meters);
        for (int id = 1; id < 300; id += 2) {
            peer.get(id, "/delay/1000ms", "x-kept-" + id, "kept");
        }

        for (int id = 201; id < 300; id += 2) {
            peer.await(id + " RST_STREAM REFUSED_STREAM");
        }
        for (int id = 1; id < 200; id += 2) {
            assertThat(peer.response(id).status()).isEqualTo("200");
        }
        reaction.isCounted(50);
    }

    @Test
    void aStreamThatIsRefusedLeavesTheHeaderTableInStep(ScriptedPeer peer) {
        peer.greet();
        Reaction reaction = Reaction.of(Limit.CONCURRENT_STREAMS, meters);
        for (int id = 1; id < 200; id += 2) {
            peer.post(id, "/body");
        }
        peer.get(201, "/test/fields", "x-kept", "kept").await("201 RST_STREAM REFUSED_STREAM");
        reaction.isCounted(1);

        peer.data(1, "some", END_STREAM).response(1);
        assertThat(peer.get(203, "/test/fields", "x-kept", "kept").response(203).text())
                .contains("x-kept: kept");
    }
}
