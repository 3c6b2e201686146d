package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of {@code /files/{name}} (RFC 9110 §14). */
class FileRangesTest extends ServedFolder {

    @Test
    void anEmptyFileIsEmptyAndHasNoRange() {
        given().get("/files/empty.txt")
                .then()
                .statusCode(200)
                .header("content-length", "0")
                .header("content-type", "text/plain; charset=utf-8");
        given().header("range", "bytes=0-")
                .get("/files/empty.txt")
                .then()
                .statusCode(416)
                .header("content-range", "bytes */0");
    }

    @Test
    void aFailedConditionOutweighsARange() {
        given().header("if-none-match", etag())
                .header("range", "bytes=0-1")
                .get("/files/data.bin")
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,0",
        "bytes=0-99,0,99",
        "bytes=100000-,100000,199999",
        "bytes=199999-,199999,199999",
        "bytes=-1,199999,199999",
        "bytes=-300000,0,199999",
        "bytes=5-99999999999999999999999,5,199999",
        "bytes=-99999999999999999999999,0,199999",
        "Bytes=1-2,1,2",
        "'bytes= 1-2 ,',1,2",
        "'bytes=300000-,7-8',7,8"
    })
    void oneRangeIsThatPart(String range, int first, int last) {
        byte[] part = given().header("range", range)
                .get("/files/data.bin")
                .then()
                .statusCode(206)
                .header("content-range", "bytes " + first + "-" + last + "/200000")
                .header("content-length", String.valueOf(last - first + 1))
                .header("content-type", "application/octet-stream")
                .header("etag", etag())
                .extract()
                .asByteArray();
        assertThat(part).isEqualTo(Arrays.copyOfRange(DATA, first, last + 1));
    }

    @Test
    void severalRangesComeAsParts() {
        Response answer = given().header("range", "bytes=0-9, 70000-150000,-5").get("/files/data.bin");
        String type = answer.header("content-type");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        answer.then().header("content-range", nullValue());
        String boundary = type.substring(type.indexOf('=') + 1);
        String expected = part(boundary, 0, 9) + part(boundary, 70_000, 150_000) + part(boundary, 199_995, 199_999)
                + "\r\n--" + boundary + "--\r\n";
        assertThat(answer.asByteArray()).isEqualTo(expected.getBytes(StandardCharsets.ISO_8859_1));
        answer.then().header("content-length", String.valueOf(expected.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=200000-", "bytes=-0", "bytes=200000-200001,300000-", "bytes=0-0,1-1,2-2,3-3,4-4,5-5"})
    void whatCannotBeSatisfiedIs416(String range) {
        given().header("range", range)
                .get("/files/data.bin")
                .then()
                .statusCode(416)
                .contentType("application/problem+json")
                .header("content-range", "bytes */200000")
                .header("accept-ranges", "bytes");
    }

    @Test
    void fiveRangesAreAllowed() {
        given().header("range", "bytes=0-0,1-1,2-2,3-3,4-4")
                .get("/files/data.bin")
                .then()
                .statusCode(206);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"items=0-1", "bytes=", "bytes=a-b", "bytes=2-1", "bytes=-", "bytes 0-1", "bytes=1", "bytes=0-1,x"
            })
    void whatIsNoByteRangeIsIgnored(String range) {
        given().header("range", range)
                .get("/files/data.bin")
                .then()
                .statusCode(200)
                .header("content-length", String.valueOf(DATA.length));
    }

    @ParameterizedTest
    @CsvSource({
        "ETAG,206",
        "W/ETAG,200",
        "'\"a\"',200",
        "CHANGED,206",
        "BEFORE,200",
        "AFTER,200",
        "not a date,200",
        "Fri Jan  2 03:04:05 2026,206"
    })
    void ifRangeLetsTheRangeCountOrNot(String validator, int status) {
        ValidatableResponse answer = given().header("range", "bytes=1-2")
                .header("if-range", value(validator))
                .get("/files/data.bin")
                .then()
                .statusCode(status);
        assertThat(answer.extract().asByteArray().length).isEqualTo(status == 206 ? 2 : DATA.length);
    }

    @Test
    void aRangeThatIsGivenTwiceIsIgnored() {
        given().header("range", "bytes=0-0", "bytes=1-1")
                .get("/files/data.bin")
                .then()
                .statusCode(200);
        given().header("range", "bytes=0-0")
                .header("if-range", CHANGED, CHANGED)
                .get("/files/data.bin")
                .then()
                .statusCode(200);
    }

    private static String part(String boundary, int first, int last) {
        return "\r\n--" + boundary + "\r\ncontent-type: application/octet-stream\r\ncontent-range: bytes " + first + "-"
                + last + "/200000\r\n\r\n"
                + new String(DATA, first, last - first + 1, StandardCharsets.ISO_8859_1);
    }
}
