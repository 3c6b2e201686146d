package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** {@code POST /body}, {@code PUT /duplex}, {@code GET /trailers} and the limit of a body. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "http2bin.exchange.max-body-size=1000000B")
class BodyTest extends RunningServer {

    private static final int LIMIT = 1_000_000;

    @Test
    void aBodyIsCountedAndDigested() throws Exception {
        byte[] body = new byte[LIMIT];
        new Random(2).nextBytes(body);
        CRC32 crc32 = new CRC32();
        crc32.update(body);
        given().contentType("application/octet-stream")
                .body(body)
                .post("/body")
                .then()
                .statusCode(201)
                .contentType("application/json")
                .body("received", equalTo(LIMIT))
                .body("crc32", equalTo("%08x".formatted(crc32.getValue())))
                .body(
                        "sha256",
                        equalTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(body))))
                .body("dataFrames", equalTo(0));
    }

    /** RFC 9112 §8: a message is incomplete if its connection ends before its length has come. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /body HTTP/1.1\nHost: localhost\nContent-Length: 5\n\nabc",
                "POST /echo HTTP/1.1\nHost: localhost\nContent-Length: 5\n\nabc",
                "PUT /anything HTTP/1.0\nContent-Length: 5\n\nabc",
                "POST /body HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n5\nabc",
                "POST /echo HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n3\nabc\n",
                "POST /stream/body HTTP/1.1\nHost: localhost\nContent-Length: 5\n\nabc"
            })
    void contentThatIsCutByTheEndIsNoSuccess(String request) throws Exception {
        try (Socket socket = connect()) {
            send(socket, request);
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotStartWith("HTTP/1.1 2");
        }
    }

    @Test
    void theReceiptHasTheFieldsOfTheContractInTheirOrder() {
        assertThat(given().post("/body").asString())
                .matches("\\{\"received\":0,\"crc32\":\"00000000\",\"sha256\":\"[0-9a-f]{64}\","
                        + "\"dataFrames\":0,\"seconds\":[0-9]+\\.[0-9]+}\n");
    }

    @Test
    void aBodyIsOnlyCountedWhereNoDigestsAreWanted() {
        assertThat(given().body("abc").post("/body?digests=false").asString())
                .matches("\\{\"received\":3,\"dataFrames\":0,\"seconds\":[0-9]+\\.[0-9]+}\n");
        given().body("abc")
                .post("/body?digests=md5")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "detail",
                        equalTo("'digests' must be true or false, not 'md5'. Its only parameter is 'digests'."));
    }

    @Test
    void aBodyThatIsAFormIsCountedAsItIs() {
        given().contentType("application/x-www-form-urlencoded")
                .body("digests=false&a=b")
                .post("/body")
                .then()
                .statusCode(201)
                .body("received", equalTo(17), "crc32", matchesPattern("[0-9a-f]{8}"));
    }

    @Test
    void oneByteOverTheLimitIsRefusedByItsContentLength() {
        given().contentType("application/octet-stream")
                .body(new byte[LIMIT + 1])
                .post("/body")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("status", equalTo(413))
                .body("detail", containsString("at most 1000000 bytes"));
    }

    /** A client that writes all before it reads would else not see the 413 (RFC 9112 §9.6). */
    @Test
    void contentOverTheLimitIsReadOnAndTheConnectionKept() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /body HTTP/1.1\nHost: localhost\nContent-Length: %d\n\n".formatted(LIMIT + 1));
            assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 413 Content Too Large\r\n");
            send(socket, "x".repeat(LIMIT + 1) + "GET /hello HTTP/1.1\nHost: localhost\nConnection: close\n\n");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains("\r\n\r\nYou requested /hello");
        }
    }

    @Test
    void theLimitPassesInChunks() throws Exception {
        assertThat(chunked("POST /body", LIMIT)).startsWith("HTTP/1.1 201 ").contains("\"received\":1000000,");
    }

    @Test
    void oneByteOverTheLimitIsRefusedWhileItIsCounted() throws Exception {
        assertThat(chunked("POST /body", LIMIT + 1))
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json", "at most 1000000 bytes");
    }

    @Test
    void theEchoHasTheSameLimit() throws Exception {
        assertThat(chunked("POST /echo", LIMIT + 1)).startsWith("HTTP/1.1 413 ");
        given().contentType("text/plain")
                .body(new byte[LIMIT + 1])
                .put("/echo")
                .then()
                .statusCode(413);
        given().contentType("text/plain")
                .body(new byte[LIMIT + 1])
                .put("/duplex")
                .then()
                .statusCode(413);
    }

    @Test
    void aBodyCutOffDisturbsNobody() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /body HTTP/1.1\nHost: localhost\nContent-Length: 100\n\nonly this");
        }
        given().body("x").post("/body").then().statusCode(201).body("received", equalTo(1));
    }

    @Test
    void duplexGivesEveryChunkBackBeforeTheRequestEnds() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "PUT /duplex HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n");
            String head = readUntil(socket, "\r\n\r\n");
            assertThat(head).startsWith("HTTP/1.1 200 ").containsIgnoringCase("content-type: application/octet-stream");
            for (String chunk : new String[] {"first", "second one", "3"}) {
                send(socket, Integer.toHexString(chunk.length()) + "\n" + chunk + "\n");
                assertThat(readUntil(socket, chunk + "\r\n")).matches("0*[0-9a-f]+\r\n" + chunk + "\r\n");
            }
            send(socket, "0\n\n");
            assertThat(readUntil(socket, "0\r\n\r\n")).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void duplexGivesBackAllOfABodyWithALength() {
        byte[] body = new byte[LIMIT];
        new Random(3).nextBytes(body);
        byte[] answer = given().contentType("text/html")
                .body(body)
                .put("/duplex")
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .extract()
                .asByteArray();
        assertThat(answer).isEqualTo(body);
    }

    @Test
    void duplexThatGrowsOverTheLimitIsBrokenOffQuietly(CapturedOutput output) throws Exception {
        try (Socket socket = connect()) {
            send(socket, "PUT /duplex HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\nConnection: close\n\n");
            String chunk = "y".repeat(20_000);
            readUntil(socket, "\r\n\r\n");
            for (int sent = 0; sent < LIMIT; sent += chunk.length()) {
                send(socket, Integer.toHexString(chunk.length()) + "\n" + chunk + "\n");
                int back = 0;
                while (back < chunk.length()) {
                    back += socket.getInputStream().read() == 'y' ? 1 : 0;
                }
            }
            send(socket, "1\ny\n0\n\n");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("y");
        }
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "\tat ");
    }

    @Test
    void theTrailersFollowTheBody() throws Exception {
        String answer = exchange("GET /trailers HTTP/1.1\nHost: localhost\nTE: trailers\nConnection: close\n\n");
        String body = "The trailers carry this body's SHA-256 and the time it took.\n";
        String sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(head)
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("trailer: x-checksum, x-duration")
                .containsIgnoringCase("content-type: text/plain; charset=utf-8");
        assertThat(answer).contains("\r\n" + body + "\r\n0\r\n");
        String trailers = answer.substring(answer.indexOf("\r\n0\r\n") + 5);
        assertThat(trailers).containsIgnoringCase("x-checksum: " + sha256 + "\r\n");
        assertThat(trailers).containsPattern("(?i)x-duration: [0-9]+\\.[0-9]{6}\r\n");
    }

    @Test
    void overHttp10TheAnswerSaysThatThereAreNoTrailers() throws Exception {
        assertThat(exchange("GET /trailers HTTP/1.0\nHost: localhost\n\n"))
                .contains(" 200 OK")
                .endsWith("HTTP/1.0 has no trailers. Ask over HTTP/1.1 or HTTP/2.\n");
    }

    @Test
    void aTrailersAnswerReadsAsPlainTextWhereNobodyLooksForTrailers() {
        given().get("/trailers").then().statusCode(200).body(matchesPattern("The trailers carry .*\n"));
    }

    /** The answer, as it came, to a body of {@code length} bytes in chunks. */
    private String chunked(String methodAndPath, int length) throws Exception {
        try (Socket socket = connect()) {
            send(
                    socket,
                    methodAndPath + " HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\nConnection: close\n\n");
            int sent = 0;
            while (sent < length) {
                int chunk = Math.min(50_000, length - sent);
                send(socket, Integer.toHexString(chunk) + "\n" + "x".repeat(chunk) + "\n");
                sent += chunk;
            }
            send(socket, "0\n\n");
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
