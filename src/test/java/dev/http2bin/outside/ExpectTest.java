package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients that wait for a 100 before they send, as curl does over HTTP/1.1 with a long upload. */
@Tag("outside")
@ExtendWith(SharedService.class)
class ExpectTest {
    private static final int LENGTH = 2_000_000;

    /** More than Undertow's window of 2^31-1 bytes for one response. */
    private static final long VERY_LONG = 2_300L << 20;

    private final ServiceJar service;

    @TempDir
    private Path folder;

    private byte[] content = {};
    private Path file = Path.of("");

    ExpectTest(ServiceJar service) {
        this.service = service;
    }

    @BeforeEach
    void upload() throws Exception {
        content = new byte[LENGTH];
        new Random(1).nextBytes(content);
        file = Files.write(folder.resolve("upload"), content);
    }

    @Test
    void curlOverHttp11GetsEveryByteBack() {
        for (String path : new String[] {service.base() + "/duplex", service.http1() + "/duplex"}) {
            assertThat(Curl.trusting(service)
                            .run("--http1.1", "-H", "Expect: 100-continue", "-T", file.toString(), path)
                            .out())
                    .isEqualTo(content);
        }
    }

    @Test
    void nghttpGetsEveryByteBack() {
        assertThat(nghttp("PUT", "/duplex").out()).isEqualTo(content);
        assertThat(nghttp("POST", "/echo").text()).contains("\"bytes\": " + LENGTH);
    }

    @Test
    void nghttpGetsMoreThanTwoGibibytesBack() throws Exception {
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("zeros").toFile(), "rw")) {
            sparse.setLength(VERY_LONG);
        }
        Tool.require("nghttp");
        String count = Tool.require("bash")
                .within(folder)
                .withTimeout(Duration.ofMinutes(3))
                .run(
                        "-c",
                        "nghttp --expect-continue -w 24 -W 24 -H ':method: PUT' -d zeros \"$0\" | wc -c",
                        service.base() + "/duplex")
                .succeeded()
                .text();

        assertThat(count.strip()).isEqualTo(String.valueOf(VERY_LONG));
    }

    private Run nghttp(String method, String path) {
        return Tool.require("nghttp")
                .run("--expect-continue", "-H", ":method: " + method, "-d", file.toString(), service.base() + path)
                .succeeded();
    }
}
