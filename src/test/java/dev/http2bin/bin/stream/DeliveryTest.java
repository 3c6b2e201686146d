package dev.http2bin.bin.stream;

import static java.net.http.HttpClient.Version.HTTP_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** {@code /stream/files/{name}} and {@code /stream/bytes/{n}}. */
class DeliveryTest extends Service {

    private static final String FILE = "/stream/files/data.bin";
    private static final String CHANGED = "Fri, 02 Jan 2026 03:04:05 GMT";
    private static final byte[] DATA = new byte[200_000];

    @TempDir
    static Path outer;

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) throws IOException {
        new Random(4).nextBytes(DATA);
        Path folder = Files.createDirectories(outer.resolve("served"));
        Files.write(folder.resolve("data.bin"), DATA);
        Files.setLastModifiedTime(folder.resolve("data.bin"), FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z")));
        Files.write(folder.resolve("empty.txt"), new byte[0]);
        Files.write(folder.resolve("ü b.txt"), "hi".getBytes(StandardCharsets.UTF_8));
        Files.write(outer.resolve("secret.txt"), DATA);
        registry.add("http2bin.files.directory", folder::toString);
    }

    @ParameterizedTest
    @EnumSource
    void aFileComesWholeWithItsValidators(HttpClient.Version version) throws Exception {
        HttpResponse<byte[]> answer = client().send(request(version, FILE).build(), BodyHandlers.ofByteArray());
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(DATA.length);
        assertThat(answer.headers().firstValue("content-type")).contains("application/octet-stream");
        assertThat(answer.headers().firstValue("accept-ranges")).contains("bytes");
        assertThat(answer.headers().firstValue("last-modified")).contains(CHANGED);
        assertThat(answer.headers().firstValue("etag")).get().asString().matches("\"[0-9a-f]+-30d40\"");
        assertThat(answer.body()).isEqualTo(DATA);
    }

    @Test
    void headIsGetWithoutTheBody() {
        Response get = given().get(FILE);
        Response head = given().header("range", "bytes=0-1").head(FILE);
        assertThat(head.statusCode()).isEqualTo(200);
        for (String name : List.of("content-length", "content-type", "accept-ranges", "last-modified", "etag")) {
            assertThat(head.header(name)).isEqualTo(get.header(name));
        }
        assertThat(head.asByteArray()).isEmpty();
        given().head("/stream/bytes/10737418240")
                .then()
                .header("content-length", "10737418240")
                .body(equalTo(""));
    }

    @Test
    void anEmptyFileIsEmpty() {
        given().get("/stream/files/empty.txt")
                .then()
                .statusCode(200)
                .header("content-length", "0")
                .header("content-type", "text/plain; charset=utf-8");
    }

    @Test
    void aNameIsPercentDecoded() throws Exception {
        assertThat(get(HTTP_2, "/stream/files/%C3%BC%20b.txt").body()).isEqualTo("hi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/stream/files/",
                "/stream/files/absent",
                "/stream/files/..",
                "/stream/files/../secret.txt",
                "/stream/files/%2e%2e/secret.txt",
                "/stream/files/%2e%2e%2fsecret.txt",
                "/stream/files/..%5Csecret.txt",
                "/stream/files/..;/secret.txt",
                "/stream/files/data.bin%00",
                "/stream/files//etc/passwd",
                "/stream/files/%2Fetc%2Fpasswd",
                "/stream/files/data.bin/"
            })
    void noPathLeadsElsewhere(String path) throws Exception {
        assertThat(get(HTTP_2, path).statusCode()).isIn(400, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "if-none-match,*,304",
        "if-none-match,\"a\",200",
        "if-modified-since,'Fri, 02 Jan 2026 03:04:05 GMT',304",
        "if-modified-since,'Fri, 02 Jan 2026 03:04:04 GMT',200",
        "if-match,\"a\",412",
        "if-unmodified-since,'Fri, 02 Jan 2026 03:04:04 GMT',412"
    })
    void aConditionDecides(String name, String value, int status) {
        Response answer = given().header(name, value).get(FILE);
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 304) {
            assertThat(answer.header("last-modified")).isEqualTo(CHANGED);
            assertThat(answer.asByteArray()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-0,0,0", "bytes=100000-,100000,199999", "bytes=-1,199999,199999", "bytes=5-70000,5,70000"})
    void oneRangeIsThatPart(String range, int first, int last) throws Exception {
        HttpResponse<byte[]> answer =
                client().send(request(HTTP_2, FILE).header("range", range).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("content-range")).contains("bytes " + first + "-" + last + "/200000");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(DATA, first, last + 1));
    }

    @Test
    void severalRangesComeAsParts() throws Exception {
        HttpResponse<byte[]> answer = client().send(
                        request(HTTP_2, FILE)
                                .header("range", "bytes=0-9, 70000-150000,-5")
                                .build(),
                        BodyHandlers.ofByteArray());
        String type = answer.headers().firstValue("content-type").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        String boundary = type.substring(type.indexOf('=') + 1);
        String expected = part(boundary, 0, 9) + part(boundary, 70_000, 150_000) + part(boundary, 199_995, 199_999)
                + "\r\n--" + boundary + "--\r\n";
        assertThat(answer.body()).isEqualTo(expected.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=200000-", "bytes=-0", "bytes=0-0,1-1,2-2,3-3,4-4,5-5"})
    void whatCannotBeSatisfiedIs416(String range) {
        given().header("range", range)
                .get(FILE)
                .then()
                .statusCode(416)
                .contentType("application/problem+json")
                .header("content-range", "bytes */200000")
                .header("accept-ranges", "bytes");
    }

    @ParameterizedTest
    @CsvSource({"'Fri, 02 Jan 2026 03:04:05 GMT',206", "\"a\",200"})
    void ifRangeLetsTheRangeCountOrNot(String validator, int status) {
        given().header("range", "bytes=1-2")
                .header("if-range", validator)
                .get(FILE)
                .then()
                .statusCode(status)
                .header("content-range", status == 206 ? equalTo("bytes 1-2/200000") : nullValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 16_383, 16_384, 16_385, 65_535, 65_536, 65_537, 1_000_003})
    void theBytesAreThoseOfSplitMix64(int length) throws Exception {
        HttpResponse<byte[]> answer =
                client().send(request(HTTP_2, "/stream/bytes/" + length).build(), BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValueAsLong("content-length")).hasValue(length);
        assertThat(answer.headers().firstValue("etag")).contains("\"splitmix64-" + length + "\"");
        assertThat(answer.body()).isEqualTo(splitMix64(length));
    }

    @ParameterizedTest
    @CsvSource({"3,5", "7,8", "13,65560", "65535,65537", "999999,999999"})
    void aRangeOfTheBytesIsThatPartOfThem(int first, int last) {
        byte[] part = given().header("range", "bytes=" + first + "-" + last)
                .get("/stream/bytes/1000000")
                .asByteArray();
        assertThat(part).isEqualTo(Arrays.copyOfRange(splitMix64(1_000_000), first, last + 1));
    }

    private static String part(String boundary, int first, int last) {
        return "\r\n--" + boundary + "\r\ncontent-type: application/octet-stream\r\ncontent-range: bytes " + first + "-"
                + last + "/200000\r\n\r\n"
                + new String(DATA, first, last - first + 1, StandardCharsets.ISO_8859_1);
    }

    /** The JDK's own SplitMix64 from seed 0. */
    private static byte[] splitMix64(int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length + 8).order(ByteOrder.LITTLE_ENDIAN);
        SplittableRandom random = new SplittableRandom(0);
        while (bytes.position() < length) {
            bytes.putLong(random.nextLong());
        }
        return Arrays.copyOf(bytes.array(), length);
    }
}
