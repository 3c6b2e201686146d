package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /files} with a folder of one's own. */
class FilesTest extends ServedFolder {

    @Test
    void theListingHasThePlainFilesByName() {
        given().get("/files")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("files.name", equalTo(List.of("data.bin", "empty.txt", "grüße und mehr.txt", "in.bin")))
                .body("files[0].bytes", equalTo(DATA.length))
                .body("files[0].contentType", equalTo("application/octet-stream"))
                .body("files[0].lastModified", equalTo("2026-01-02T03:04:05Z"))
                .body("files[0].etag", equalTo(etag()))
                .body("files[1].contentType", equalTo("text/plain; charset=utf-8"));
    }

    @Test
    void aFileComesWholeWithItsValidators() {
        Response answer = given().get("/files/data.bin");
        answer.then()
                .statusCode(200)
                .header("content-length", String.valueOf(DATA.length))
                .header("content-type", "application/octet-stream")
                .header("accept-ranges", "bytes")
                .header("last-modified", CHANGED);
        assertThat(answer.header("etag")).matches("\"[0-9a-f]+-30d40\"");
        assertThat(answer.asByteArray()).isEqualTo(DATA);
    }

    @Test
    void headIsGetWithoutTheBody() {
        Response get = given().get("/files/data.bin");
        Response head = given().header("range", "bytes=0-1").head("/files/data.bin");
        assertThat(head.statusCode()).isEqualTo(200);
        for (String name : List.of("content-length", "content-type", "accept-ranges", "last-modified", "etag")) {
            assertThat(head.header(name)).isEqualTo(get.header(name));
        }
        assertThat(head.asByteArray()).isEmpty();
    }

    @Test
    void aNameIsPercentDecoded() throws Exception {
        assertThat(get("/files/gr%C3%BC%C3%9Fe%20und%20mehr.txt").body()).isEqualTo("hi");
    }

    @Test
    void aLinkWithinTheFolderIsFollowed() {
        assertThat(given().get("/files/in.bin").asByteArray()).isEqualTo(DATA);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,if-none-match,ETAG,304",
        "GET,if-none-match,W/ETAG,304",
        "HEAD,if-none-match,ETAG,304",
        "GET,if-none-match,\"a\"; ETAG,304",
        "GET,if-none-match,*,304",
        "GET,if-none-match,\"a\",200",
        "GET,if-none-match,garbage,200",
        "GET,if-modified-since,BEFORE,200",
        "GET,if-modified-since,CHANGED,304",
        "GET,if-modified-since,AFTER,304",
        "GET,if-modified-since,not a date,200",
        "GET,if-modified-since,Fri Jan  2 03:04:05 2026,304",
        "GET,if-modified-since,Friday; 02-Jan-26 03:04:05 GMT,304",
        "GET,if-modified-since,Thursday; 02-Jan-86 03:04:05 GMT,200",
        "GET,if-modified-since,Fri; 02 Jan 2026 03:04:05 +0000,200",
        "GET,if-match,ETAG,200",
        "GET,if-match,*,200",
        "GET,if-match,\"a\"; ETAG,200",
        "GET,if-match,W/ETAG,412",
        "GET,if-match,\"a\",412",
        "HEAD,if-match,\"a\",412",
        "GET,if-unmodified-since,BEFORE,412",
        "GET,if-unmodified-since,CHANGED,200",
        "GET,if-unmodified-since,AFTER,200",
        "GET,if-unmodified-since,not a date,200",
        "GET,if-unmodified-since,Thursday; 02-Jan-86 03:04:05 GMT,412",
        "GET,if-unmodified-since,Thu; 02 Jan 1986 03:04:05 +0000,200"
    })
    void aConditionDecides(String method, String name, String value, int status) {
        Response answer = given().header(name, value(value)).request(method, "/files/data.bin");
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 304) {
            assertThat(answer.header("etag")).isEqualTo(etag());
            assertThat(answer.header("last-modified")).isEqualTo(CHANGED);
            assertThat(answer.asByteArray()).isEmpty();
        } else if (status == 412 && method.equals("GET")) {
            answer.then().contentType("application/problem+json").body("status", equalTo(412));
        } else if (method.equals("GET")) {
            assertThat(answer.asByteArray()).isEqualTo(DATA);
        }
    }

    @Test
    void aDateThatIsGivenTwiceIsIgnored() {
        given().header("if-modified-since", CHANGED, AFTER)
                .get("/files/data.bin")
                .then()
                .statusCode(200);
        given().header("if-unmodified-since", BEFORE, BEFORE)
                .get("/files/data.bin")
                .then()
                .statusCode(200);
    }

    @Test
    void anEntityTagOutweighsADate() {
        given().header("if-none-match", "\"a\"")
                .header("if-modified-since", AFTER)
                .get("/files/data.bin")
                .then()
                .statusCode(200);
        given().header("if-match", etag())
                .header("if-unmodified-since", BEFORE)
                .get("/files/data.bin")
                .then()
                .statusCode(200);
    }

    @Test
    void aFileCannotBePosted() {
        given().body("x").post("/files/data.bin").then().statusCode(405).header("allow", "GET, HEAD, OPTIONS");
    }
}
