package dev.http2bin.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class HpackRoundTripFuzzTest {

    private static final String[] NAMES = {":path", ":status", "cookie", "authorization", "date", "x-a", "x-b", ""};

    /**
     * The input is a program: an octet below 16 sets the table size to 32 times as much, one below 32 ends a block, and
     * any other adds a field, whose name it chooses and whose value is the octets behind the length that comes next.
     */
    @FuzzTest(maxDuration = "60s")
    void whatIsEncodedDecodesToTheSameFields(byte[] input) throws HpackException {
        HpackEncoder encoder = new HpackEncoder(256, input.length % 2 == 0);
        HpackDecoder decoder = new HpackDecoder(4096);
        List<HeaderField> fields = new ArrayList<>();
        ByteBuffer program = ByteBuffer.wrap(input);
        while (program.hasRemaining()) {
            int step = program.get() & 0xff;
            if (step < 16) {
                encoder.peerTableSize(step * 32L);
                decoder.maxTableSize(step * 32);
            } else if (step < 32) {
                assertSame(encoder, decoder, fields);
                fields.clear();
            } else {
                fields.add(new HeaderField(NAMES[step % NAMES.length], value(program)));
            }
        }
        assertSame(encoder, decoder, fields);
    }

    private static String value(ByteBuffer program) {
        byte[] octets = new byte[program.hasRemaining() ? Math.min(program.get() & 0xff, program.remaining()) : 0];
        program.get(octets);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static void assertSame(HpackEncoder encoder, HpackDecoder decoder, List<HeaderField> fields)
            throws HpackException {
        assertThat(Blocks.decode(decoder, Blocks.encode(encoder, fields))).isEqualTo(fields);
        assertThat(decoder.table().entries()).isEqualTo(encoder.table().entries());
    }
}
