package dev.http2bin.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HpackDecoderLimitTest {

    private final HpackDecoder decoder = new HpackDecoder(4096);
    private final HpackEncoder encoder = new HpackEncoder(4096, true);
    private final List<HeaderField> delivered = new ArrayList<>();

    @Test
    void aListOfExactlyTheLimitIsWhole() throws HpackException {
        List<HeaderField> fields = Blocks.fields("a: 1\nb: 2\n");
        assertThat(decode(fields, 68, 2)).isTrue();
        assertThat(delivered).isEqualTo(fields);
    }

    @Test
    void theFieldThatExceedsTheListSizeAndAllAfterItAreNotDelivered() throws HpackException {
        List<HeaderField> fields = Blocks.fields("a: 1\nlarge: value\nb: 2\n");
        assertThat(decode(fields, 75, 9)).isFalse();
        assertThat(Blocks.lines(delivered)).isEqualTo("a: 1\n");
        assertThat(decoder.table().entries())
                .isEqualTo(encoder.table().entries())
                .hasSize(3);
    }

    @Test
    void theFieldThatExceedsTheCountAndAllAfterItAreNotDelivered() throws HpackException {
        assertThat(decode(Blocks.fields("a: 1\nb: 2\n:method: GET\n"), 4096, 1)).isFalse();
        assertThat(Blocks.lines(delivered)).isEqualTo("a: 1\n");
        assertThat(decoder.table().entries())
                .isEqualTo(encoder.table().entries())
                .hasSize(2);
    }

    /** As browsers send them, who keep up to 180 cookies of a site (RFC 9113 §8.2.3). */
    @Test
    void theCrumbsOfACookieAreOneFieldButEachHasItsSize() throws HpackException {
        List<HeaderField> fields = new ArrayList<>(Blocks.fields("a: 1\n"));
        for (int i = 0; i < 180; i++) {
            fields.add(new HeaderField("cookie", "crumb-" + (100 + i) + "=" + "v".repeat(20 * (i % 2))));
        }
        fields.addAll(Blocks.fields("b: 2\n"));
        int size = 2 * 34 + 180 * (32 + 6 + 10) + 90 * 20;

        for (int round = 0; round < 2; round++) { // as literals, and those that are in the table as indices
            delivered.clear();
            assertThat(decode(fields, size, 3)).isTrue();
            assertThat(delivered).isEqualTo(fields);
        }
        assertThat(decode(fields, size - 1, 3)).isFalse();
        delivered.clear();
        assertThat(decode(fields, size, 2)).isFalse();
        assertThat(delivered).isEqualTo(fields.subList(0, 181));
        delivered.clear();
        assertThat(decode(fields, size, 1)).isFalse();
        assertThat(Blocks.lines(delivered)).isEqualTo("a: 1\n");
        assertThat(decoder.table().entries()).isEqualTo(encoder.table().entries());
    }

    /** What counts is the size of the list, or the smallest crumb, of one octet on the wire, would cost no limit. */
    @Test
    void crumbsThatAreNamedAgainAndAgainStopAtTheSizeOfTheList() throws HpackException {
        ByteBuffer bomb = ByteBuffer.allocate(16_384);
        bomb.put(Blocks.hex("600161"));
        while (bomb.hasRemaining()) {
            bomb.put((byte) 0xbe);
        }
        assertThat(decoder.decode(bomb.flip(), 16_384, 100, (field, how) -> delivered.add(field)))
                .isFalse();
        assertThat(delivered).hasSize(16_384 / (32 + 6 + 1));
    }

    @Test
    void theTableStaysInStepAfterAListOverTheLimit() throws HpackException {
        List<HeaderField> fields = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            fields.add(new HeaderField("x-" + i, "v".repeat(i)));
            fields.add(new HeaderField("authorization", "v".repeat(i)));
        }
        assertThat(decode(fields, 1000, 100)).isFalse();
        assertThat(decoder.table().entries()).isEqualTo(encoder.table().entries());

        delivered.clear();
        List<HeaderField> again = fields.subList(390, 400);
        assertThat(decode(again, 16384, 100)).isTrue();
        assertThat(delivered).isEqualTo(again);
    }

    @Test
    void aFieldLargerThanTheTableEmptiesItEvenWhenItIsOverTheLimit() throws HpackException {
        decode(Blocks.fields("a: 1\n"), 4096, 9);
        ByteBuffer block = literal(0x40, 5000);
        assertThat(decoder.decode(block, 100, 9, (field, how) -> delivered.add(field)))
                .isFalse();
        assertThat(Blocks.lines(delivered)).isEqualTo("a: 1\n");
        assertThat(decoder.table().length()).isZero();
        assertThat(decoder.table().evictions()).isEqualTo(1);
    }

    @Test
    void aFieldLargerThanTheTableIsDeliveredWithinTheLimit() throws HpackException {
        assertThat(decoder.decode(literal(0x40, 5000), 5033, 1, (field, how) -> delivered.add(field)))
                .isTrue();
        assertThat(delivered).containsExactly(new HeaderField("a", "b".repeat(5000)));
        assertThat(decoder.table().length()).isZero();
    }

    @Test
    void thousandsOfReferencesToALargeEntryStopAtTheLimit() throws HpackException {
        HeaderField large = new HeaderField("a", "b".repeat(4000));
        ByteBuffer bomb = ByteBuffer.allocate(16384);
        bomb.put(literal(0x40, 4000));
        while (bomb.hasRemaining()) {
            bomb.put((byte) 0xbe);
        }
        assertThat(decoder.decode(bomb.flip(), 16384, 100, (field, how) -> delivered.add(field)))
                .isFalse();
        assertThat(delivered).isEqualTo(Collections.nCopies(16384 / large.size(), large));
        assertThat(decoder.table().entries()).containsExactly(large);
    }

    @Test
    void literalsOverTheLimitAllocateNothing() throws HpackException {
        ByteBuffer block = ByteBuffer.allocate(1 << 20);
        while (block.remaining() > 10_010) {
            block.put(literal(0x00, 10_000)); // longer than the list and the table
        }
        block.flip();
        FieldSink sink = (field, how) -> delivered.add(field);
        assertThat(decoder.decode(block.duplicate(), 1000, 9, sink)).isFalse();

        long before = allocated();
        for (int i = 0; i < 10; i++) {
            decoder.decode(block.duplicate(), 1000, 9, sink);
        }
        assertThat(allocated() - before).isLessThan(block.limit());
        assertThat(delivered).isEmpty();
    }

    @Test
    void aValueTooLongBesideItsNameIsNotAllocated() throws HpackException {
        ByteBuffer block = ByteBuffer.allocate(1 << 20);
        String half = "b".repeat(3000);
        while (block.remaining() > 6010) {
            HpackEncoder.integer(0x40, 6, 0, block);
            HpackEncoder.integer(0, 7, 3000, block);
            block.put(half.getBytes(StandardCharsets.ISO_8859_1));
            HpackEncoder.integer(0, 7, 3000, block);
            block.put(half.getBytes(StandardCharsets.ISO_8859_1));
        }
        block.flip();
        FieldSink sink = (field, how) -> delivered.add(field);
        decoder.decode(block.duplicate(), 100, 9, sink);

        long before = allocated();
        assertThat(decoder.decode(block.duplicate(), 100, 9, sink)).isFalse();
        assertThat(allocated() - before).isLessThan(block.limit() * 3L / 4);
    }

    @Test
    void indexedFieldsAllocateNothing() throws HpackException {
        List<HeaderField> fields = Blocks.fields(":status: 200\ncontent-type: text/plain\nserver: http2bin\n");
        decode(fields, 4096, 9);
        ByteBuffer block = Blocks.encode(encoder, fields);
        assertThat(block.limit()).isEqualTo(3);
        FieldSink sink = (field, how) -> {};
        decoder.decode(block.rewind(), 4096, 9, sink);

        long before = allocated();
        for (int i = 0; i < 10_000; i++) {
            decoder.decode(block.rewind(), 4096, 9, sink);
        }
        assertThat(allocated() - before).isLessThan(10_000);
    }

    @Test
    void aDirectAndAnOffsetBufferAreTakenFromPositionToLimit() throws HpackException {
        ByteBuffer direct = ByteBuffer.allocateDirect(9).put(3, Blocks.hex("828684"), 0, 3);
        ByteBuffer offset = ByteBuffer.allocate(9).slice(2, 7).put(3, Blocks.hex("828684"), 0, 3);
        for (ByteBuffer block : List.of(direct, offset)) {
            block.position(3).limit(6);
            assertThat(Blocks.lines(Blocks.decode(decoder, block)))
                    .isEqualTo(":method: GET\n:scheme: http\n:path: /\n");
            assertThat(block.hasRemaining()).isFalse();
        }
    }

    private boolean decode(List<HeaderField> fields, int maxListSize, int maxFields) throws HpackException {
        return decoder.decode(
                Blocks.encode(encoder, fields), maxListSize, maxFields, (field, how) -> delivered.add(field));
    }

    /** A raw literal {@code a: bbb…}. */
    private static ByteBuffer literal(int pattern, int length) {
        ByteBuffer block = ByteBuffer.allocate(length + 10)
                .put((byte) pattern)
                .put((byte) 1)
                .put((byte) 'a');
        HpackEncoder.integer(0, 7, length, block);
        return block.put("b".repeat(length).getBytes(StandardCharsets.ISO_8859_1))
                .flip();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
