package dev.http2bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** {@code /files} with a folder of one's own. */
class FilesTest extends RunningServer {

    private static final String BEFORE = "Fri, 02 Jan 2026 03:04:04 GMT";
    private static final String CHANGED = "Fri, 02 Jan 2026 03:04:05 GMT";
    private static final String AFTER = "Fri, 02 Jan 2026 03:04:06 GMT";
    private static final byte[] DATA = new byte[200_000];

    @TempDir
    static Path outer;

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) throws IOException {
        new Random(4).nextBytes(DATA);
        Path folder = Files.createDirectories(outer.resolve("served"));
        write(folder.resolve("data.bin"), DATA);
        write(folder.resolve("empty.txt"), new byte[0]);
        write(folder.resolve("grüße und mehr.txt"), "hi".getBytes(StandardCharsets.UTF_8));
        write(folder.resolve(".hidden"), DATA);
        write(Files.createDirectories(folder.resolve("sub")).resolve("inner.txt"), DATA);
        write(outer.resolve("secret.txt"), DATA);
        Files.createSymbolicLink(folder.resolve("out.txt"), outer.resolve("secret.txt"));
        Files.createSymbolicLink(folder.resolve("in.bin"), folder.resolve("data.bin"));
        Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        registry.add("http2bin.files.directory", folder::toString);
    }

    private static void write(Path path, byte[] content) throws IOException {
        Files.write(path, content);
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z")));
    }

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
        "GET,if-match,ETAG,200",
        "GET,if-match,*,200",
        "GET,if-match,\"a\"; ETAG,200",
        "GET,if-match,W/ETAG,412",
        "GET,if-match,\"a\",412",
        "HEAD,if-match,\"a\",412",
        "GET,if-unmodified-since,BEFORE,412",
        "GET,if-unmodified-since,CHANGED,200",
        "GET,if-unmodified-since,AFTER,200",
        "GET,if-unmodified-since,not a date,200"
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
    @CsvSource({"ETAG,206", "W/ETAG,200", "'\"a\"',200", "CHANGED,206", "BEFORE,200", "AFTER,200", "not a date,200"})
    void ifRangeLetsTheRangeCountOrNot(String validator, int status) {
        ValidatableResponse answer = given().header("range", "bytes=1-2")
                .header("if-range", value(validator))
                .get("/files/data.bin")
                .then()
                .statusCode(status);
        assertThat(answer.extract().asByteArray().length).isEqualTo(status == 206 ? 2 : DATA.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/",
                "/files/absent",
                "/files/.hidden",
                "/files/%2ehidden",
                "/files/sub",
                "/files/sub/inner.txt",
                "/files/sub%2Finner.txt",
                "/files/sub%5Cinner.txt",
                "/files/out.txt",
                "/files/loop",
                "/files/.",
                "/files/..",
                "/files/../secret.txt",
                "/files/x/../../secret.txt",
                "/files/%2e%2e/secret.txt",
                "/files/%2e%2e%2fsecret.txt",
                "/files/..%2fsecret.txt",
                "/files/..%5Csecret.txt",
                "/files/..\\secret.txt",
                "/files/..;/secret.txt",
                "/files/%252e%252e%252fsecret.txt",
                "/files/%00",
                "/files/data.bin%00",
                "/files/data.bin%00.txt",
                "/files/%zz",
                "/files/%",
                "/files/%c0%ae%c0%ae%c0%afsecret.txt",
                "/files/%c0%ae%c0%ae/secret.txt",
                "/files/%e0%80%ae%e0%80%ae/secret.txt",
                "/files/%ff",
                "/files/%0d%0a",
                "/files//etc/passwd",
                "/files/%2Fetc%2Fpasswd",
                "/files/data.bin/",
                "/files/data.bin/.."
            })
    void noPathLeadsElsewhere(String path) throws Exception {
        String answer = exchange("GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
        assertThat(answer).matches("(?s)HTTP/1\\.1 40[04] .*");
        given().get("/files/data.bin").then().statusCode(200);
    }

    @Test
    void aFileCannotBePosted() {
        given().body("x").post("/files/data.bin").then().statusCode(405).header("allow", "GET, HEAD, OPTIONS");
    }

    private String etag() {
        return given().head("/files/data.bin").header("etag");
    }

    private String value(String template) {
        return template.replace("ETAG", etag())
                .replace(";", ",")
                .replace("BEFORE", BEFORE)
                .replace("CHANGED", CHANGED)
                .replace("AFTER", AFTER);
    }

    private static String part(String boundary, int first, int last) {
        return "\r\n--" + boundary + "\r\ncontent-type: application/octet-stream\r\ncontent-range: bytes " + first + "-"
                + last + "/200000\r\n\r\n"
                + new String(DATA, first, last - first + 1, StandardCharsets.ISO_8859_1);
    }
}
