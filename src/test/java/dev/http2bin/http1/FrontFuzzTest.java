package dev.http2bin.http1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Any bytes of a client: the front does not break, cuts make no difference to it, and what passes it keeps the rules. */
class FrontFuzzTest {
    private static final int ROOM = 20_000;

    @FuzzTest(maxDuration = "60s")
    void anyBytesHaveTheSameEffectWhereverTheyAreCut(byte[] input) {
        LoneFront whole = new LoneFront(ROOM).client(input);

        LoneFront cut =
                new LoneFront(7).client(input, IntStream.range(1, input.length).toArray());

        assertThat(cut.outcome()).isEqualTo(whole.outcome());
        LoneFront again = new LoneFront(ROOM).client(whole.seenByUndertow().getBytes(StandardCharsets.ISO_8859_1));
        assertThat(again.end()).isEqualTo("open");
        assertThat(again.requests()).isEqualTo(whole.requests());
        assertThat(again.seenByUndertow()).isEqualTo(whole.seenByUndertow());
    }
}
