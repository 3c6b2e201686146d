package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("outside")
@ExtendWith(SharedService.class)
class CurlTest {

    private final ServiceJar service;
    private final Curl curl;

    CurlTest(ServiceJar service) {
        this.service = service;
        this.curl = Curl.trusting(service);
    }

    @Test
    void curlGetsHttp2UnlessItAsksForHttp1() {
        assertThat(curl.text(base() + "/hello")).isEqualTo("You requested /hello over HTTP/2\n");
        assertThat(curl.text("--http1.1", base() + "/hello")).isEqualTo("You requested /hello over HTTP/1.1\n");
    }

    /** curl 7.88, which is Debian's, sends RST_STREAM behind each complete response. */
    @ParameterizedTest
    @ValueSource(ints = {130, 1_000})
    void oneConnectionServesAsManyRequestsAsCurlHas(int requests) {
        String[] lines = curl.text(
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code} %{num_connects}\\n",
                        base() + "/version?[1-" + requests + "]")
                .split("\n");
        assertThat(lines).hasSize(requests).startsWith("200 1");
        assertThat(Arrays.stream(lines).skip(1)).allMatch("200 0"::equals);
    }

    /** As a client sends it that takes the server for a proxy (RFC 9112 §3.2.2). */
    @Test
    void anAbsoluteTargetOfHttp1AsksForItsPath() {
        assertThat(curl.text("--http1.1", "--request-target", base() + "/body", "-d", "some", base().toString()))
                .contains("\"received\":4");
        assertThat(curl.text("--http1.1", "--request-target", base() + "/echo/a?b=c", base().toString()))
                .contains("\"path\": \"/echo/a\"")
                .containsPattern("\"query\": \\{\\s+\"b\": \\[\\s+\"c\"\\s+]");
    }

    @Test
    void bothVersionsOfTlsGetHttp2() {
        assertThat(version("--tlsv1.3", base() + "/hello")).isEqualTo("2");
        assertThat(version("--tls-max", "1.2", base() + "/hello")).isEqualTo("2");
    }

    @Test
    void theTwinNeverGetsHttp2() {
        for (String tls : List.of("1.2", "1.3")) {
            assertThat(version("--http2", "--tls-max", tls, service.http1() + "/hello"))
                    .isEqualTo("1.1");
        }
    }

    @Test
    void theCaIsNeededAndEnough() {
        assertThat(curl.text("-o", "/dev/null", "-w", "%{http_code} %{ssl_verify_result}", base() + "/hello"))
                .isEqualTo("200 0");
        assertThat(Tool.require("curl").run("-sS", base() + "/hello").exit())
                .as("CURLE_PEER_FAILED_VERIFICATION")
                .isEqualTo(60);
    }

    @Test
    void eachEarlyHintComesInABlockOfItsOwnBeforeTheAnswer() {
        List<String> blocks = blocks("-w", "\r\n\r\n%{http_code}", base() + "/early-hints?count=3&delay=50ms");

        assertThat(blocks).hasSize(6);
        assertThat(blocks.subList(0, 3))
                .allMatch(block -> block.startsWith("HTTP/2 103"))
                .allMatch(block -> block.contains("rel=preload"));
        assertThat(blocks.get(3)).startsWith("HTTP/2 200").contains("x-early-hints: sent; count=3");
        assertThat(blocks.get(5)).isEqualTo("200");
    }

    @Test
    void overHttp1AnEarlyHintComesOnlyWhenForced() {
        String path = base() + "/early-hints?delay=50ms";

        assertThat(blocks("--http1.1", path).get(0))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("x-early-hints: skipped; reason=http1");
        assertThat(blocks("--http1.1", path + "&force=true"))
                .satisfies(blocks -> assertThat(blocks.get(0)).startsWith("HTTP/1.1 103"))
                .satisfies(blocks -> assertThat(blocks.get(1)).startsWith("HTTP/1.1 200"));
    }

    @Test
    void anUploadIsCountedToTheByte(@TempDir Path folder) throws Exception {
        byte[] content = new byte[3_000_001];
        new Random(7).nextBytes(content);
        Path file = Files.write(folder.resolve("upload"), content);

        for (String version : List.of("--http2", "--http1.1")) {
            assertThat(curl.text(version, "-X", "POST", "-T", file.toString(), base() + "/body"))
                    .contains("\"received\":3000001")
                    .contains(sha256(content));
        }
    }

    @Test
    void aRangeIsThatPartOfTheWhole() {
        byte[] whole = curl.run(base() + "/files/large.bin").out();
        String large = base() + "/files/large.bin";

        assertThat(curl.run("-r", "100-199", large).out()).isEqualTo(Arrays.copyOfRange(whole, 100, 200));
        assertThat(curl.run("-r", "-5", large).out())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 5, whole.length));
        assertThat(curl.text("-i", "-r", "0-3,6-9", base() + "/files/hello.txt"))
                .startsWith("HTTP/2 206")
                .contains("content-type: multipart/byteranges");
    }

    @Test
    void trailersComeAfterTheBody(@TempDir Path folder) throws Exception {
        for (String version : List.of("--http2", "--http1.1")) {
            Path headers = folder.resolve("headers" + version);
            byte[] body = curl.run(version, "-D", headers.toString(), base() + "/trailers")
                    .out();

            assertThat(Files.readString(headers)).containsSubsequence("\r\n\r\n", "x-checksum: " + sha256(body));
        }
    }

    @Test
    void aHeadHasTheLengthAndNoBody() {
        assertThat(curl.text("-I", base() + "/files/large.bin"))
                .startsWith("HTTP/2 200")
                .contains("content-length: 6291456")
                .endsWith("\r\n\r\n");
    }

    @Test
    void oneConnectionServesOneStreamAfterAnother() {
        String path = base() + "/stream-id";

        assertThat(curl.text(path, path, path))
                .isEqualTo("served on stream 1\nserved on stream 3\nserved on stream 5\n");
    }

    @Test
    void parallelRequestsShareOneConnection() {
        List<String> requests = IntStream.range(0, 20)
                .mapToObj(i -> base() + "/delay/200ms?" + i)
                .flatMap(url -> Stream.of("-o", "/dev/null", url))
                .toList();
        String[] arguments = Stream.concat(
                        Stream.of("--parallel", "--parallel-max", "20", "-w", "%{http_code} %{num_connects}\n"),
                        requests.stream())
                .toArray(String[]::new);

        assertThat(curl.text(arguments).lines().sorted())
                .hasSize(20)
                .startsWith("200 0")
                .endsWith("200 1")
                .containsOnlyOnce("200 1");
    }

    private String base() {
        return service.base().toString();
    }

    private String version(String... arguments) {
        return curl.text(Stream.concat(Stream.of("-o", "/dev/null", "-w", "%{http_version}"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    /** The header blocks, the body and what {@code -w} adds. */
    private List<String> blocks(String... arguments) {
        String text =
                curl.text(Stream.concat(Stream.of("-i"), Stream.of(arguments)).toArray(String[]::new));
        return List.of(text.split("\r\n\r\n"));
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
