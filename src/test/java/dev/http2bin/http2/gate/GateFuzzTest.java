package dev.http2bin.http2.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.http2bin.peer.Recording;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Any octets behind a client's preface and SETTINGS: the gate does not break, and cuts make no difference to it. */
class GateFuzzTest {
    private static final byte[] BEGINNING = new Recording().preface().settings().octets();

    @FuzzTest(maxDuration = "60s")
    void anyOctetsHaveTheSameEffectWhereverTheyAreCut(byte[] input) {
        byte[] octets = Arrays.copyOf(BEGINNING, BEGINNING.length + input.length);
        System.arraycopy(input, 0, octets, BEGINNING.length, input.length);
        LoneGate whole = new LoneGate();
        LoneGate cut = new LoneGate();

        whole.client(octets);
        cut.client(octets, IntStream.range(1, octets.length).toArray());

        assertThat(cut.events()).isEqualTo(whole.events());
        assertThat(cut.seenByClient()).isEqualTo(whole.seenByClient());
        assertThat(cut.requests()).isEqualTo(whole.requests());
        assertThat(CutTest.lines(whole.seenByUndertow())).noneMatch(line -> line.contains("Exception"));
    }
}
