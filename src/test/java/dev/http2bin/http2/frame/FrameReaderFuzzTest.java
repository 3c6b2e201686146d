package dev.http2bin.http2.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class FrameReaderFuzzTest {

    /** The first octet says how many more are distances between cuts; the rest is the input. */
    @FuzzTest(maxDuration = "60s")
    void anyOctetsGiveTheSameCallsWhereverTheyAreCut(byte[] input) {
        int distances = input.length == 0 ? 0 : Math.min(input[0] & 0xff, input.length - 1);
        byte[] octets = Arrays.copyOfRange(input, Math.min(input.length, distances + 1), input.length);
        int[] cuts = new int[distances];
        int cut = 0;
        for (int i = 0; i < distances; i++) {
            cut = Math.min(octets.length, cut + (input[i + 1] & 0xff));
            cuts[i] = cut;
        }

        List<String> whole = FrameTrace.of(octets);

        assertThat(FrameTrace.of(octets, cuts)).isEqualTo(whole);
        assertThat(FrameTrace.of(octets, IntStream.range(1, octets.length).toArray()))
                .isEqualTo(whole);
    }
}
