package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.tools.ServiceJar;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of 80 times the heap, over HTTP/2. Each test reports its seconds and the most memory the process ever held. */
@Tag("outside")
class LargeBodiesTest {

    private static final long TEN_GIBIBYTES = 10L << 30;
    private static final String SHA256_OF_ZEROS = "732377e7f4a2abdc13ddfa1eb4c9c497fd2a2b294674d056cf51581b47dd586d";
    private static final Duration TIME = Duration.ofMinutes(4);

    /** The heap, what else a JVM needs, and buffers that are bounded by the windows. */
    private static final long MEMORY = 512L << 20;

    private final TestReporter reporter;

    LargeBodiesTest(TestReporter reporter) {
        this.reporter = reporter;
    }

    @Test
    void anUploadOfTenGibibytesIsCountedInAHeapOf128Mebibytes(@TempDir Path folder) throws Exception {
        Path zeros = folder.resolve("zeros");
        try (RandomAccessFile sparse = new RandomAccessFile(zeros.toFile(), "rw")) {
            sparse.setLength(TEN_GIBIBYTES);
        }
        try (ServiceJar service = small()) {
            String answer = curl(service).text("-X", "POST", "-T", zeros.toString(), service.base() + "/body");

            JsonNode counted = new ObjectMapper().readTree(answer);
            assertThat(counted.get("received").longValue()).isEqualTo(TEN_GIBIBYTES);
            assertThat(counted.get("sha256").textValue()).isEqualTo(SHA256_OF_ZEROS);
            assertBounded(service, "upload", counted.get("seconds").asText());
        }
    }

    @Test
    void aDownloadOfTenGibibytesIsWholeInAHeapOf128Mebibytes() {
        try (ServiceJar service = small()) {
            String[] figures = curl(service)
                    .text(
                            "-o",
                            "/dev/null",
                            "-w",
                            "%{http_version} %{http_code} %{size_download} %{time_total}",
                            service.base() + "/bytes/" + TEN_GIBIBYTES)
                    .split(" ");

            assertThat(figures).startsWith("2", "200", String.valueOf(TEN_GIBIBYTES));
            assertBounded(service, "download", figures[3]);
        }
    }

    private void assertBounded(ServiceJar service, String body, String seconds) {
        long peak = service.peakResidentBytes();
        reporter.publishEntry(body, seconds + " s, peak " + (peak >> 20) + " MiB");
        assertThat(peak).isLessThan(MEMORY);
        assertThat(service.log()).doesNotContain("ERROR", "OutOfMemory");
    }

    private static ServiceJar small() {
        return new ServiceJar.Start().jvm("-Xmx128m").start();
    }

    private static Curl curl(ServiceJar service) {
        return Curl.trusting(service).withTimeout(TIME);
    }
}
