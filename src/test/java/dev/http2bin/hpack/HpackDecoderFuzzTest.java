package dev.http2bin.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

class HpackDecoderFuzzTest {

    private static final int MAX_LIST_SIZE = 300;
    private static final int MAX_FIELDS = 8;

    /** The input is a chain of blocks, each behind an octet that gives its length. */
    @FuzzTest(maxDuration = "60s")
    void anyBlockIsRefusedOrKeptWithinTheLimits(byte[] input) {
        HpackDecoder decoder = new HpackDecoder(256);
        ByteBuffer blocks = ByteBuffer.wrap(input);
        try {
            while (blocks.hasRemaining()) {
                int length = Math.min(blocks.get() & 0xff, blocks.remaining());
                ByteBuffer block = blocks.slice(blocks.position(), length);
                blocks.position(blocks.position() + length);
                List<HeaderField> fields = new ArrayList<>();
                decoder.decode(block, MAX_LIST_SIZE, MAX_FIELDS, (field, how) -> fields.add(field));
                assertThat(block.hasRemaining()).isFalse();
                assertThat(fields).hasSizeLessThanOrEqualTo(MAX_FIELDS);
                assertThat(sizeOf(fields)).isLessThanOrEqualTo(MAX_LIST_SIZE);
                assertThat(decoder.table().maxSize()).isLessThanOrEqualTo(256);
                assertThat(decoder.table().size())
                        .isEqualTo(sizeOf(decoder.table().entries()))
                        .isLessThanOrEqualTo(decoder.table().maxSize());
            }
        } catch (HpackException refused) {
            assertThat(refused).hasMessageMatching("[\\w ,-]+");
        }
    }

    private static int sizeOf(List<HeaderField> fields) {
        return fields.stream().mapToInt(HeaderField::size).sum();
    }
}
