package dev.http2bin.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HpackRoundTripTest {

    private static final int[] TABLE_SIZES = {0, 31, 32, 64, 100, 256, 1000, 4096, 16384};
    private static final String[] NAMES = {
        ":status", ":path", "cookie", "set-cookie", "authorization", "date", "x-a", "x-b", "x-c", "a-rather-long-name"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomListsSurviveRandomTableSizes(long seed) throws HpackException {
        Random random = new Random(seed);
        HpackEncoder encoder = new HpackEncoder(random.nextBoolean() ? 4096 : 16384, random.nextBoolean());
        HpackDecoder decoder = new HpackDecoder(4096);
        for (int block = 0; block < 500; block++) {
            for (int changes = Math.max(0, random.nextInt(8) - 4); changes > 0; changes--) {
                int size = TABLE_SIZES[random.nextInt(TABLE_SIZES.length)];
                decoder.maxTableSize(size);
                encoder.peerTableSize(size);
            }
            List<HeaderField> fields = fields(random);
            ByteBuffer encoded = Blocks.encode(encoder, fields);
            assertThat(Blocks.decode(decoder, encoded)).isEqualTo(fields);
            assertThat(decoder.table().entries()).isEqualTo(encoder.table().entries());
            assertThat(decoder.table().size()).isEqualTo(encoder.table().size());
            assertThat(decoder.table().insertions()).isEqualTo(encoder.table().insertions());
            assertThat(decoder.table().evictions()).isEqualTo(encoder.table().evictions());
        }
        assertThat(encoder.table().evictions()).isPositive();
    }

    private static List<HeaderField> fields(Random random) {
        List<HeaderField> fields = new ArrayList<>();
        for (int count = random.nextInt(20); count > 0; count--) {
            String name = random.nextInt(10) == 0 ? octets(random, 200) : NAMES[random.nextInt(NAMES.length)];
            String value = random.nextInt(3) == 0
                    ? octets(random, random.nextInt(20) == 0 ? 5000 : 40)
                    : Integer.toString(random.nextInt(30));
            fields.add(new HeaderField(name, value));
        }
        return fields;
    }

    private static String octets(Random random, int bound) {
        StringBuilder octets = new StringBuilder();
        int range = random.nextBoolean() ? 128 : 256;
        for (int length = random.nextInt(bound); length > 0; length--) {
            octets.append((char) random.nextInt(range));
        }
        return octets.toString();
    }
}
