package dev.http2bin.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HpackEncoderTest {

    private static final List<HeaderField> RESPONSE = Blocks.fields("""
            :status: 200
            content-type: application/json
            content-length: 1234
            date: Sat, 22 Nov 2025 19:07:00 GMT
            etag: "abc"
            last-modified: Fri, 21 Nov 2025 19:07:00 GMT
            x-custom: one
            """);

    private final HpackEncoder encoder = new HpackEncoder(4096, true);

    @Test
    void aRepeatedResponseCostsOneOctetAField() {
        Blocks.encode(encoder, RESPONSE);
        assertThat(Blocks.encode(encoder, RESPONSE).limit()).isEqualTo(RESPONSE.size());
    }

    @Test
    void theNewestEntryAndItsNameAreReferredTo() {
        Blocks.encode(encoder, Blocks.fields("x-custom: one\nx-custom: two\n"));
        assertThat(Blocks.hex(Blocks.encode(encoder, Blocks.fields("x-custom: two\nx-custom: one\n"))))
                .isEqualTo("bebf");
        assertThat(Blocks.hex(Blocks.encode(encoder, Blocks.fields("x-custom: 3\n"))))
                .isEqualTo("7e8167");
    }

    @ParameterizedTest
    @CsvSource({
        "authorization: Basic Zm9vOmJhcg==, NEVER_INDEXED",
        "proxy-authorization: Basic Zm9vOmJhcg==, NEVER_INDEXED",
        "set-cookie: id=0123456789012345678901234567890, NEVER_INDEXED",
        "cookie: id=0123456789012345, NEVER_INDEXED",
        "cookie: id=01234567890123456, LITERAL_INDEXED",
        ":path: /get, LITERAL",
        ":path: /, INDEXED_STATIC",
        "content-length: 17, LITERAL_INDEXED",
        "x-custom: one, LITERAL_INDEXED"
    })
    void eachFieldHasItsRepresentation(String line, Representation representation) throws HpackException {
        List<HeaderField> fields = List.of(Blocks.field(line));
        List<Representation> observed = new ArrayList<>();
        ByteBuffer block = ByteBuffer.allocate(100);
        encoder.encode(fields, block, (field, how) -> observed.add(how));
        assertThat(observed).containsExactly(representation);
        assertThat(Blocks.representations(new HpackDecoder(4096), block.flip())).containsExactly(representation);
        assertThat(encoder.table().length()).isEqualTo(representation == Representation.LITERAL_INDEXED ? 1 : 0);
    }

    @Test
    void neverIndexedStaysSoForEveryRepetition() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096);
        List<HeaderField> fields = Blocks.fields("authorization: secret\n");
        for (int i = 0; i < 3; i++) {
            assertThat(Blocks.representations(decoder, Blocks.encode(encoder, fields)))
                    .containsExactly(Representation.NEVER_INDEXED);
        }
        assertThat(decoder.table().length()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"3039, LITERAL_INDEXED", "3040, LITERAL"})
    void aFieldOverThreeQuartersOfTheTableStaysOut(int length, Representation representation) throws HpackException {
        ByteBuffer block = Blocks.encode(encoder, List.of(new HeaderField("x", "y".repeat(length))));
        assertThat(Blocks.representations(new HpackDecoder(4096), block)).containsExactly(representation);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutATableEveryBlockStandsAlone(boolean huffman) throws HpackException {
        HpackEncoder bare = new HpackEncoder(0, huffman);
        bare.peerTableSize(4096);
        for (int i = 0; i < 3; i++) {
            ByteBuffer block = Blocks.encode(bare, RESPONSE);
            assertThat(Blocks.decode(new HpackDecoder(0), block.duplicate())).isEqualTo(RESPONSE);
            assertThat(Blocks.representations(new HpackDecoder(0), block))
                    .containsOnly(Representation.INDEXED_STATIC, Representation.LITERAL);
        }
        assertThat(bare.table().insertions()).isZero();
    }

    @Test
    void sizeUpdatesAreTheLowestThenTheFinal() {
        encoder.peerTableSize(100);
        encoder.peerTableSize(0);
        encoder.peerTableSize(1000);
        assertThat(Blocks.hex(Blocks.encode(encoder, List.of()))).isEqualTo("203fc907");
        assertThat(Blocks.encode(encoder, List.of()).limit()).isZero();
    }

    @Test
    void theTableNeverExceedsItsOwnMaximum() {
        encoder.peerTableSize(0xffff_ffffL);
        assertThat(Blocks.encode(encoder, List.of()).limit()).isZero();
        assertThat(encoder.table().maxSize()).isEqualTo(4096);
    }

    @Test
    void aLargerTableWaitsForThePeersSetting() {
        HpackEncoder large = new HpackEncoder(8192, true);
        assertThat(large.table().maxSize()).isEqualTo(4096);
        large.peerTableSize(65536);
        assertThat(Blocks.hex(Blocks.encode(large, List.of()))).isEqualTo("3fe13f");
        assertThat(large.table().maxSize()).isEqualTo(8192);
    }

    @Test
    void aReducedSettingIsAlwaysAnswered() {
        HpackEncoder bare = new HpackEncoder(0, false);
        assertThat(Blocks.encode(bare, List.of()).limit()).isZero();
        bare.peerTableSize(0);
        assertThat(Blocks.hex(Blocks.encode(bare, List.of()))).isEqualTo("20");

        encoder.peerTableSize(8192);
        encoder.peerTableSize(4096);
        assertThat(Blocks.hex(Blocks.encode(encoder, List.of()))).isEqualTo("3fe11f");
    }

    @Test
    void aShrunkenTableEvictsTheOldest() {
        Blocks.encode(encoder, Blocks.fields("a: 1\nb: 2\nc: 3\n"));
        encoder.peerTableSize(70);
        Blocks.encode(encoder, Blocks.fields("c: 3\n"));
        assertThat(Blocks.lines(encoder.table().entries())).isEqualTo("c: 3\nb: 2\n");
        assertThat(encoder.table().insertions()).isEqualTo(3);
        assertThat(encoder.table().evictions()).isEqualTo(1);
        assertThat(encoder.table().size()).isEqualTo(68);
    }

    @Test
    void aBufferBelowTheBoundIsRefusedBeforeAnythingHappens() {
        ByteBuffer small = ByteBuffer.allocate(HpackEncoder.maxEncodedSize(RESPONSE) - 1);
        assertThatThrownBy(() -> encoder.encode(RESPONSE, small)).isInstanceOf(BufferOverflowException.class);
        assertThat(small.position()).isZero();
        assertThat(encoder.table().insertions()).isZero();
    }

    @Test
    void aCharThatIsNoOctetBecomesAQuestionMark() throws HpackException {
        List<HeaderField> fields = List.of(new HeaderField("x", "a\u010a\u20ac"));
        for (boolean huffman : new boolean[] {true, false}) {
            ByteBuffer block = Blocks.encode(new HpackEncoder(4096, huffman), fields);
            assertThat(Blocks.lines(Blocks.decode(new HpackDecoder(4096), block)))
                    .isEqualTo("x: a??\n");
        }
    }

    @Test
    void aRepeatedBlockAllocatesIteratorsAtMost() {
        ByteBuffer block = ByteBuffer.allocate(1000);
        encoder.encode(RESPONSE, block);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            encoder.encode(RESPONSE, block.clear());
        }
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000 * 80L);
    }
}
