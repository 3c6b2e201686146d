package dev.http2bin.bin.stream;

import static java.net.http.HttpClient.Version.HTTP_1_1;
import static java.net.http.HttpClient.Version.HTTP_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.tools.Descriptors;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Clients that go away before the end. */
@ExtendWith(OutputCaptureExtension.class)
class LeavingTest extends Service {

    /** Longer than a client's window and a socket's buffers together. */
    private static final long LENGTH = 200L << 20;

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("long.bin").toFile(), "rw")) {
            file.setLength(LENGTH);
        }
        registry.add("http2bin.files.directory", folder::toString);
    }

    @Test
    void aFileIsClosedWhenItsReaderGoesAway(CapturedOutput output) throws Exception {
        List<InputStream> bodies = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            HttpResponse<InputStream> answer =
                    client().send(request(HTTP_1_1, "/stream/files/long.bin").build(), BodyHandlers.ofInputStream());
            bodies.add(answer.body());
        }
        assertThat(openFiles()).isEqualTo(5);
        for (InputStream body : bodies) {
            body.close();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> openFiles() == 0);
        assertThat(get(HTTP_1_1, "/stream/hello").statusCode()).isEqualTo(200);
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "\tat ");
    }

    @Test
    void aStreamThatIsGivenUpLeavesTheOthersOfItsConnectionAlone(CapturedOutput output) throws Exception {
        try (InputStream given = client().send(
                        request(HTTP_2, "/stream/bytes/2000000").build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(given.read()).isNotNegative();
        }
        HttpResponse<String> answer = get(HTTP_2, "/stream/stream-id");
        assertThat(answer.body()).isEqualTo("served on stream 3\n");
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "\tat ");
    }

    private static long openFiles() throws IOException {
        Path file = folder.resolve("long.bin").toRealPath();
        return Descriptors.own().stream().filter(file::equals).count();
    }
}
