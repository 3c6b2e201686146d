package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many cookies, long header lists and early responses, as ordinary clients have them. */
@Tag("outside")
@ExtendWith(SharedService.class)
class HeadersTest {
    private final ServiceJar service;
    private final Curl curl;

    HeadersTest(ServiceJar service) {
        this.service = service;
        this.curl = Curl.trusting(service);
    }

    /** curl sends the names and values of all in one field. */
    @ParameterizedTest
    @ValueSource(strings = {"--http2", "--http1.1"})
    void curlHas180CookiesInOneField(String version) {
        String cookies = IntStream.range(0, 180)
                .mapToObj(i -> "crumb-" + (1_000 + i) + "=" + "v".repeat(30))
                .collect(Collectors.joining("; "));

        assertThat(curl.text(version, "-w", "%{http_code}", "-H", "cookie: " + cookies, service.base() + "/echo"))
                .contains(cookies)
                .endsWith("200");
    }

    /** node sends each in a field of its own, as browsers do. */
    @Test
    void nodeHas180CookiesInCrumbs() {
        NodeScript node = NodeScript.against(service);
        assertThat(node.lines("crumbs.mjs", "180"))
                .containsExactly("response 200", "found 180", "response 200", "found 180", "response 200", "found 180");
        assertThat(node.lines("crumbs.mjs", "250"))
                .as("over the size of the list")
                .containsExactly("response 431", "found 0", "response 431", "found 0", "response 431", "found 0");
    }

    /** Four fields of 4 KiB each, which are over the limit together with the others. */
    @Test
    void nghttpSendsContinuationFramesAndTheConnectionGoesOn() {
        assertThat(nghttp("-m", "3", "--continuation").split(":status: 431")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 32, 60})
    void aLongHeaderListIsAnsweredOnAConnectionThatGoesOn(int kibibytes) {
        String[] fields = IntStream.range(0, kibibytes)
                .mapToObj(i -> "-Hx-" + i + ": " + "~".repeat(1_000))
                .toArray(String[]::new);

        String frames =
                nghttp(Stream.concat(Stream.of("-m", "3"), Stream.of(fields)).toArray(String[]::new));

        assertThat(frames.split(kibibytes < 16 ? ":status: 200" : ":status: 431"))
                .hasSize(4);
    }

    /** Its frames; the service ends no connection. */
    private String nghttp(String... arguments) {
        String frames = Tool.require("nghttp")
                .run(Stream.of(Stream.of("-nv"), Stream.of(arguments), Stream.of(service.base() + "/hello"))
                        .flatMap(each -> each)
                        .toArray(String[]::new))
                .succeeded()
                .text();
        assertThat(frames).doesNotContain("recv GOAWAY", "Some requests were not processed");
        return frames;
    }

    /** Twelve of twelve: curl 7.88 lost each of them. */
    @Test
    void curlReadsEachResponseThatComesBeforeItsUploadEnded(@TempDir Path folder) throws Exception {
        Path two = Files.write(folder.resolve("two.bin"), new byte[2 << 20]);
        Path forty = Files.write(folder.resolve("forty.bin"), new byte[40 << 20]);

        for (int i = 0; i < 12; i++) {
            assertThat(upload(two)).isEqualTo("405");
            assertThat(upload(forty)).isEqualTo("405");
        }
    }

    private String upload(Path file) {
        Run run = curl.run(
                "-o", "/dev/null", "-w", "%{http_code}", "--data-binary", "@" + file, service.base() + "/hello");
        return run.text();
    }
}
