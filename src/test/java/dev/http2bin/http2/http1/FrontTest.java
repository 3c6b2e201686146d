package dev.http2bin.http2.http1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.hpack.HeaderField;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The front alone: what Undertow sees of each request, however its bytes are cut. */
class FrontTest {
    private static final int ROOM = 20_000;

    static List<Case> all() {
        return Case.ALL;
    }

    private static LoneFront front(String text) {
        return new LoneFront(ROOM).client(new Case(text, null, 0).bytes());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRequestReachesUndertowOnlyIfItKeepsTheRules(Case row) {
        LoneFront front = new LoneFront(ROOM).client(row.bytes());

        assertThat(front.end())
                .isEqualTo(row.broken() == null ? "open" : row.broken().name());
        assertThat(front.requests()).isEqualTo(row.broken() == null ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void anyCutGivesTheSame(Case row) {
        byte[] bytes = row.bytes();
        String whole = new LoneFront(ROOM).client(bytes).outcome();

        int step = Math.max(1, bytes.length / 500);
        for (int cut = 1; cut < bytes.length; cut += step) {
            assertThat(new LoneFront(ROOM).client(bytes, cut).outcome())
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
        }
        int[] everywhere = IntStream.range(1, bytes.length).toArray();
        assertThat(new LoneFront(ROOM).client(bytes, everywhere).outcome()).isEqualTo(whole);
        assertThat(new LoneFront(1).client(bytes).outcome()).isEqualTo(whole);
    }

    /** A short fuzz: requests of the table, one behind the other, with bytes changed, left out, doubled or put in. */
    @Test
    void mangledRequestsReachUndertowOnlyAsFarAsTheyKeepTheRules() {
        Random random = new Random(9112);
        List<Case> rows =
                Case.ALL.stream().filter(row -> row.bytes().length < 300).toList();
        for (int i = 0; i < 20_000; i++) {
            ByteArrayOutputStream input = new ByteArrayOutputStream();
            for (int n = random.nextInt(3); n >= 0; n--) {
                for (byte b : rows.get(random.nextInt(rows.size())).bytes()) {
                    switch (random.nextInt(200)) {
                        case 0 -> {}
                        case 1 -> input.writeBytes(new byte[] {b, b});
                        case 2 -> input.write(random.nextInt(256));
                        case 3 ->
                            input.writeBytes(new byte[] {(byte) "\r\n \t:;,0aA\"\\".charAt(random.nextInt(12)), b});
                        default -> input.write(b);
                    }
                }
            }
            FrontFuzzTest.check(input.toByteArray());
        }
    }

    @Test
    void aRequestThatNeedsNoCorrectionPassesAsItCame() {
        String text = "POST /a?b=c HTTP/1.1\nhOsT:  localhost:1 \nX: y\nContent-Length: 2\n\nhi";

        assertThat(front(text).seenByUndertow()).isEqualTo(text.replace("\n", "\r\n"));
    }

    @Test
    void requestsFollowEachOther() {
        String one = "POST / HTTP/1.1\nHost: a\nContent-Length: 2\n\nhi";
        String two = "GET / HTTP/1.1\nHost: b\n\n";

        LoneFront front = front(one + two + "\n" + two);

        assertThat(front.requests()).isEqualTo(3);
        assertThat(front.seenByUndertow()).isEqualTo((one + two + two).replace("\n", "\r\n"));
    }

    @Test
    void undertowSeesChunksWithoutExtensions() {
        LoneFront front = front("""
                POST / HTTP/1.1
                Host: a
                Transfer-Encoding: chunked

                0005;a="b"
                hello
                1
                !
                00;c
                t: 1
                u: x
                T: 2

                """);

        assertThat(front.seenByUndertow())
                .endsWith("\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\nt: 1\r\nu: x\r\nT: 2\r\n\r\n");
        assertThat(front.trailers())
                .containsExactly(new HeaderField("t", "1"), new HeaderField("u", "x"), new HeaderField("t", "2"));
    }

    @Test
    void theTargetCountsAgainstHost() {
        LoneFront front = front("GET https://A.example:1/b?c HTTP/1.1\nX: 1\nHost: d\nY: 2\n\n");

        assertThat(front.seenByUndertow()).isEqualTo("GET /b?c HTTP/1.1\r\nHost: A.example:1\r\nX: 1\r\nY: 2\r\n\r\n");
        assertThat(front.front().head().request().target()).isEqualTo("https://A.example:1/b?c");
        assertThat(front.front().head().fields()).extracting(HeaderField::name).containsExactly("x", "host", "y");
    }

    @Test
    void undertowUnderstandsEveryListOfOptionsThatHasClose() {
        for (String options : List.of("TE, close", "close, TE", "Close,", "a\nConnection: CLOSE")) {
            assertThat(front("GET / HTTP/1.1\nHost: a\nConnection: " + options + "\n\n")
                            .seenByUndertow())
                    .as(options)
                    .isEqualTo("GET / HTTP/1.1\r\nHost: a\r\nconnection: close\r\n\r\n");
        }
        assertThat(front("GET / HTTP/1.1\nHost: a\nConnection: TE, closed\n\n").seenByUndertow())
                .contains("Connection: TE, closed\r\n");
    }

    @Test
    void whatBrowsersLeaveInAQueryIsEncodedForUndertow() {
        LoneFront front = front("GET /a?q={x}|^` HTTP/1.1\nHost: a\n\n");

        assertThat(front.seenByUndertow()).startsWith("GET /a?q=%7Bx%7D%7C%5E%60 HTTP/1.1\r\n");
        assertThat(front.front().head().request().target()).isEqualTo("/a?q={x}|^`");
    }

    @Test
    void soIsWhatTheyLeaveInAPath() {
        LoneFront front = front("GET /a|b?c HTTP/1.1\nHost: a\n\n");

        assertThat(front.seenByUndertow()).startsWith("GET /a%7Cb?c HTTP/1.1\r\n");
        assertThat(front.front().head().request().target()).isEqualTo("/a|b?c");
    }

    @Test
    void bytesPassAsTheyComeBehindA101() {
        LoneFront front = front("GET / HTTP/1.1\nHost: a\nConnection: upgrade\nUpgrade: b\n\n");
        front.front().letThrough();

        front.client("\0\r\n\r\nanything".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(front.seenByUndertow()).endsWith("\r\n\r\n\0\r\n\r\nanything");
    }
}
