package dev.http2bin.http2.http1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Any bytes of a client: the front does not break, cuts make no difference to it, and what passes it keeps the rules. */
class FrontFuzzTest {
    private static final int ROOM = 20_000;

    /** The dictionary is in libFuzzer's form. */
    @DictionaryEntries({
        "\"GET / HTTP/1.1\\x0d\\x0a\"",
        "\"POST /a?b HTTP/1.1\\x0d\\x0a\"",
        "\"OPTIONS * HTTP/1.1\\x0d\\x0a\"",
        "\"GET https://a/ HTTP/1.1\\x0d\\x0a\"",
        "\"CONNECT a:1 HTTP/1.1\\x0d\\x0a\"",
        "\"HTTP/1.0\"",
        "\"\\x0d\\x0aHost: a\\x0d\\x0a\"",
        "\"Content-Length: 5\\x0d\\x0a\\x0d\\x0a\"",
        "\"Transfer-Encoding: chunked\\x0d\\x0a\\x0d\\x0a\"",
        "\"Transfer-Encoding: gzip, chunked\\x0d\\x0a\"",
        "\"Connection: close\\x0d\\x0a\"",
        "\"5;a=\\\"b\\\"\\x0d\\x0ahello\\x0d\\x0a\"",
        "\"0\\x0d\\x0a\\x0d\\x0a\"",
        "\"0\\x0d\\x0aa: b\\x0d\\x0a\\x0d\\x0a\"",
        "\"\\x0d\\x0a\"",
        "\"\\x09\""
    })
    @FuzzTest(maxDuration = "60s")
    void anyBytesHaveTheSameEffectWhereverTheyAreCut(byte[] input) {
        check(input);
    }

    static void check(byte[] input) {
        LoneFront whole = new LoneFront(ROOM).client(input);

        LoneFront cut =
                new LoneFront(7).client(input, IntStream.range(1, input.length).toArray());

        assertThat(cut.outcome()).isEqualTo(whole.outcome());
        assertThat(Grammar.requests(whole.seenByUndertow())).isEqualTo(whole.requests());
        LoneFront again = new LoneFront(ROOM).client(whole.seenByUndertow().getBytes(StandardCharsets.ISO_8859_1));
        assertThat(again.end()).isEqualTo("open");
        assertThat(again.requests()).isEqualTo(whole.requests());
        assertThat(again.seenByUndertow()).isEqualTo(whole.seenByUndertow());
    }
}
