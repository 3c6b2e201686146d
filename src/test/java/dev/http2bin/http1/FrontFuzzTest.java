package dev.http2bin.http1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Any bytes of a client: the front does not break, cuts make no difference to it, and what passes it keeps the rules. */
class FrontFuzzTest {
    private static final int ROOM = 20_000;

    @DictionaryEntries({
        "GET / HTTP/1.1\r\n",
        "POST /a?b HTTP/1.1\r\n",
        "OPTIONS * HTTP/1.1\r\n",
        "GET https://a/ HTTP/1.1\r\n",
        "CONNECT a:1 HTTP/1.1\r\n",
        "HTTP/1.0",
        "\r\nHost: a\r\n",
        "Content-Length: 5\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Connection: close\r\n",
        "5;a=\"b\"\r\nhello\r\n",
        "0\r\n\r\n",
        "0\r\na: b\r\n\r\n",
        "\r\n",
        "\t"
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
