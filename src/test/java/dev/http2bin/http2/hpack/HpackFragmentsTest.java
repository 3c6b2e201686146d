package dev.http2bin.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a block is cut, its fields, the table and the octets of each field are those of the whole block. */
class HpackFragmentsTest {
    private static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final List<HeaderField> FIELDS = Blocks.fields("""
            :method: GET
            :path: /a?b=c
            user-agent: a long enough agent to need Huffman coding
            x-raw: ~~~~~~~~\\^\\^
            x-empty:
            authorization: Basic Zm9vOmJhcg==
            user-agent: a long enough agent to need Huffman coding
            x-long: %s
            """.formatted("v".repeat(300)));

    private record Outcome(boolean fits, List<String> fields, List<HeaderField> table, long evictions) {}

    private static Outcome outcome(HpackDecoder decoder, ByteBuffer block, int maxListSize, int maxFields, int... cuts)
            throws HpackException {
        List<String> fields = new ArrayList<>();
        decoder.begin(maxListSize, maxFields, (field, how) -> fields.add(decoder.consumed() + " " + how + " " + field));
        int from = 0;
        for (int cut : cuts) {
            decoder.fragment(block.slice(from, cut - from));
            from = cut;
        }
        decoder.fragment(block.slice(from, block.limit() - from));
        boolean fits = decoder.end();
        assertThat(decoder.consumed()).isEqualTo(block.limit());
        return new Outcome(
                fits, fields, decoder.table().entries(), decoder.table().evictions());
    }

    private static int[] everywhere(ByteBuffer block) {
        return IntStream.range(0, block.limit()).toArray();
    }

    /** One block behind table size updates, with a table of 200 octets. */
    private static ByteBuffer block(boolean huffman) {
        HpackEncoder encoder = new HpackEncoder(4096, huffman);
        encoder.peerTableSize(100);
        encoder.peerTableSize(200);
        return Blocks.encode(encoder, FIELDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anyTwoFragmentsAreTheBlock(boolean huffman) throws HpackException {
        ByteBuffer block = block(huffman);
        Outcome whole = outcome(new HpackDecoder(4096), block, UNBOUNDED, UNBOUNDED);
        assertThat(whole.fields()).hasSameSizeAs(FIELDS);

        for (int cut = 0; cut <= block.limit(); cut++) {
            assertThat(outcome(new HpackDecoder(4096), block, UNBOUNDED, UNBOUNDED, cut))
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
        }
        assertThat(outcome(new HpackDecoder(4096), block, UNBOUNDED, UNBOUNDED, everywhere(block)))
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 120, 150, 400, 2000})
    void theLimitsHoldWhereverABlockIsCut(int maxListSize) throws HpackException {
        ByteBuffer block = block(true);
        for (int maxFields = 0; maxFields < 9; maxFields++) {
            Outcome whole = outcome(new HpackDecoder(4096), block, maxListSize, maxFields);
            assertThat(whole.fits()).isEqualTo(maxListSize == 2000 && maxFields == 8);
            for (int cut = 0; cut <= block.limit(); cut++) {
                assertThat(outcome(new HpackDecoder(4096), block, maxListSize, maxFields, cut))
                        .as("cut at %d", cut)
                        .isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomBlocksInRandomFragmentsKeepTheTablesInStep(long seed) throws HpackException {
        Random random = new Random(seed);
        HpackEncoder encoder = new HpackEncoder(4096, random.nextBoolean());
        HpackDecoder whole = new HpackDecoder(4096);
        HpackDecoder cut = new HpackDecoder(4096);
        for (int i = 0; i < 1_000; i++) {
            List<HeaderField> fields = new ArrayList<>();
            for (int count = random.nextInt(12); count > 0; count--) {
                int length = random.nextInt(8) == 0 ? random.nextInt(6_000) : random.nextInt(40);
                String value = random.ints(length, ' ', random.nextBoolean() ? 127 : 256)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                fields.add(new HeaderField(random.nextBoolean() ? "x-" + random.nextInt(9) : "cookie", value));
                String secret = "Basic " + "Zm9v".repeat(random.nextInt(20)) + random.nextInt(3);
                fields.add(new HeaderField("authorization", random.nextBoolean() ? "Basic Zm9vOmJhcg==" : secret));
            }
            ByteBuffer block = Blocks.encode(encoder, fields);
            int[] cuts = random.ints(random.nextInt(9), 0, block.limit() + 1)
                    .sorted()
                    .toArray();
            int maxListSize = random.nextInt(8_000);
            int maxFields = random.nextInt(12);
            assertThat(outcome(cut, block, maxListSize, maxFields, cuts))
                    .isEqualTo(outcome(whole, block, maxListSize, maxFields));
            assertThat(cut.table().entries()).isEqualTo(encoder.table().entries());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "400161", "3f", "ff80", "4001", "400161827f", "40016102aa", "407f80ffff07aaaa"})
    void aBlockMayNotEndAmidAField(String octets) throws HpackException {
        ByteBuffer block = Blocks.hex(octets);
        HpackDecoder decoder = new HpackDecoder(4096);
        decoder.begin(UNBOUNDED, UNBOUNDED, (field, how) -> {});
        for (int i = 0; i < block.limit(); i++) {
            decoder.fragment(block.slice(i, 1));
        }
        assertThatThrownBy(decoder::end)
                .isInstanceOf(HpackException.class)
                .hasMessageMatching("header block is truncated|string goes beyond the header block");
    }

    /** Where the list and the table have no room for a string, none of it is held until the next fragment comes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStringThatIsLongerThanTheLimitsIsSkippedAsItComes(boolean huffman) throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096);
        ByteBuffer block = literal(huffman, 1 << 20);
        ByteBuffer[] fragments = IntStream.range(0, block.limit() / 1_000 + 1)
                .mapToObj(i -> block.slice(i * 1_000, Math.min(1_000, block.limit() - i * 1_000)))
                .toArray(ByteBuffer[]::new);
        FieldSink nothing = (field, how) -> assertThat(field).isNull();
        for (int i = 0; i < 2; i++) {
            long before = allocated();
            decoder.begin(8_192, 9, nothing);
            for (ByteBuffer fragment : fragments) {
                decoder.fragment(fragment.rewind());
            }
            assertThat(decoder.end()).isFalse();
            assertThat(i == 0 ? 0 : allocated() - before).isLessThan(40_000);
        }
    }

    /** The declared length alone makes the decoder hold nothing. */
    @Test
    void aStringThatDoesNotComeCostsNothing() throws HpackException {
        ByteBuffer begun = literal(true, 10_000).limit(100);
        FieldSink nothing = (field, how) -> {};
        List<HpackDecoder> decoders = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < 200; i++) {
            before = i == 100 ? allocated() : before;
            HpackDecoder decoder = new HpackDecoder(4096);
            decoder.begin(16_384, 9, nothing);
            decoder.fragment(begun.rewind());
            decoders.add(decoder);
        }
        assertThat((allocated() - before) / 100).isLessThan(1_024);
        assertThat(decoders).hasSize(200);
    }

    @Test
    void aFieldLargerThanTheTableEmptiesItWhereverItIsCut() throws HpackException {
        ByteBuffer block = literal(false, 5_000);
        for (int cut : new int[] {1, 2, 3, 4, 5, 6, 100, 4_999}) {
            HpackDecoder decoder = new HpackDecoder(4096);
            Blocks.decode(decoder, Blocks.hex("4001610162"));
            Outcome outcome = outcome(decoder, block, 100, 9, cut);
            assertThat(outcome).isEqualTo(new Outcome(false, List.of(), List.of(), 1));
        }
    }

    @Test
    void thousandsOfReferencesInManyFragmentsStopAtTheLimit() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096);
        List<HeaderField> delivered = new ArrayList<>();
        Blocks.decode(decoder, literal(false, 4_000));
        ByteBuffer bomb = ByteBuffer.wrap("\u00be".repeat(1_000).getBytes(StandardCharsets.ISO_8859_1));
        decoder.begin(16_384, 100, (field, how) -> delivered.add(field));
        for (int i = 0; i < 64; i++) {
            decoder.fragment(bomb.rewind());
        }
        assertThat(decoder.end()).isFalse();
        assertThat(delivered).hasSize(4);
    }

    /** A literal {@code a: bbb…} for the table. */
    private static ByteBuffer literal(boolean huffman, int length) {
        String value = "b".repeat(length);
        ByteBuffer octets = ByteBuffer.allocate(length + 16);
        octets.put((byte) 0x40).put((byte) 1).put((byte) 'a');
        if (huffman) {
            HpackEncoder.integer(0x80, 7, Huffman.encodedLength(value), octets);
            Huffman.encode(value, octets);
        } else {
            HpackEncoder.integer(0, 7, length, octets);
            octets.put(value.getBytes(StandardCharsets.ISO_8859_1));
        }
        return octets.flip();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
