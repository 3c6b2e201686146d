package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /bytes/{n}}. */
class BytesTest extends RunningServer {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 65_535, 65_536, 65_537, 1_000_003})
    void theBytesAreThoseOfSplitMix64(int length) {
        byte[] bytes = given().get("/bytes/" + length)
                .then()
                .statusCode(200)
                .header("content-length", String.valueOf(length))
                .header("content-type", "application/octet-stream")
                .header("accept-ranges", "bytes")
                .header("etag", "\"splitmix64-" + length + "\"")
                .extract()
                .asByteArray();
        assertThat(bytes).isEqualTo(expected(length));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "3,5", "7,8", "13,65560", "65535,65537", "999999,999999"})
    void aRangeIsThatPartOfThem(int first, int last) {
        byte[] part = given().header("range", "bytes=" + first + "-" + last)
                .get("/bytes/1000000")
                .then()
                .statusCode(206)
                .header("content-range", "bytes " + first + "-" + last + "/1000000")
                .extract()
                .asByteArray();
        assertThat(part).isEqualTo(Arrays.copyOfRange(expected(1_000_000), first, last + 1));
    }

    @Test
    void aRangeAtTheEndOf10GibCostsOnlyItself() {
        long length = 10L << 30;
        byte[] tail = given().header("range", "bytes=-8")
                .get("/bytes/" + length)
                .then()
                .statusCode(206)
                .header("content-range", "bytes 10737418232-10737418239/10737418240")
                .extract()
                .asByteArray();
        assertThat(ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getLong())
                .isEqualTo(new SplittableRandom(0x9E3779B97F4A7C15L * (length / 8 - 1)).nextLong());
    }

    @Test
    void headSaysTheLengthAlone() {
        given().head("/bytes/10737418240")
                .then()
                .statusCode(200)
                .header("content-length", "10737418240")
                .body(equalTo(""));
    }

    @Test
    void knownBytesAreNotSentAgain() {
        given().header("if-none-match", "\"splitmix64-5\"")
                .get("/bytes/5")
                .then()
                .statusCode(304);
        given().header("if-none-match", "\"splitmix64-6\"")
                .get("/bytes/5")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1e3", "10737418241", "99999999999999999999", "+5", "%20"})
    void anImpossibleLengthIsRefusedWithTheRange(String n) {
        String detail = given().get("/bytes/" + n)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .path("detail");
        assertThat(detail).startsWith("'n' must be a whole number from 0 to 10737418240, not '");
    }

    /** The JDK's own SplitMix64 from seed 0. */
    private static byte[] expected(int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length + 8).order(ByteOrder.LITTLE_ENDIAN);
        SplittableRandom random = new SplittableRandom(0);
        while (bytes.position() < length) {
            bytes.putLong(random.nextLong());
        }
        return Arrays.copyOf(bytes.array(), length);
    }
}
