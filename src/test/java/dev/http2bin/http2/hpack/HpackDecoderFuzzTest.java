package dev.http2bin.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

class HpackDecoderFuzzTest {

    private static final int MAX_LIST_SIZE = 300;
    private static final int MAX_FIELDS = 8;

    /** The input is a chain of blocks, each behind an octet that gives its length; however it is cut, it comes to the same. */
    @FuzzTest(maxDuration = "60s")
    void anyBlockIsRefusedOrKeptWithinTheLimits(byte[] input) {
        HpackDecoder decoder = new HpackDecoder(256);
        HpackDecoder byOctet = new HpackDecoder(256);
        ByteBuffer blocks = ByteBuffer.wrap(input);
        String refused = "";
        while (blocks.hasRemaining() && refused.isEmpty()) {
            int length = Math.min(blocks.get() & 0xff, blocks.remaining());
            ByteBuffer block = blocks.slice(blocks.position(), length);
            blocks.position(blocks.position() + length);
            List<HeaderField> fields = new ArrayList<>();
            List<HeaderField> same = new ArrayList<>();
            refused = reason(() -> decoder.decode(block, MAX_LIST_SIZE, MAX_FIELDS, (field, how) -> fields.add(field)));
            assertThat(block.hasRemaining()).isFalse();
            assertThat(reason(() -> decodeByOctet(byOctet, block, same))).isEqualTo(refused);
            assertThat(same).isEqualTo(fields);
            assertThat(byOctet.table().entries()).isEqualTo(decoder.table().entries());
            assertThat(fields.stream().filter(field -> !field.name().equals("cookie")))
                    .hasSizeLessThanOrEqualTo(MAX_FIELDS);
            assertThat(sizeOf(fields)).isLessThanOrEqualTo(MAX_LIST_SIZE);
            assertThat(decoder.table().maxSize()).isLessThanOrEqualTo(256);
            assertThat(decoder.table().size())
                    .isEqualTo(sizeOf(decoder.table().entries()))
                    .isLessThanOrEqualTo(decoder.table().maxSize());
        }
    }

    private static boolean decodeByOctet(HpackDecoder decoder, ByteBuffer block, List<HeaderField> fields)
            throws HpackException {
        decoder.begin(MAX_LIST_SIZE, MAX_FIELDS, (field, how) -> fields.add(field));
        for (int i = 0; i < block.limit(); i++) {
            decoder.fragment(block.slice(i, 1));
        }
        return decoder.end();
    }

    /** Why a block is refused; empty if it is not. */
    private static String reason(Decoding decoding) {
        try {
            decoding.run();
            return "";
        } catch (HpackException refused) {
            assertThat(refused).hasMessageMatching("[\\w ,-]+");
            return String.valueOf(refused.getMessage());
        }
    }

    private interface Decoding {
        boolean run() throws HpackException;
    }

    private static int sizeOf(List<HeaderField> fields) {
        return fields.stream().mapToInt(HeaderField::size).sum();
    }
}
