package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A file whose time of change is yet to come, as one from a machine whose clock is ahead. */
class FutureFileTest extends RunningServer {
    private static final String LATER = "Fri, 01 Jan 2100 00:00:00 GMT";

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) throws IOException {
        Path file = Files.writeString(folder.resolve("ahead.txt"), "ahead");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofDays(400))));
        registry.add("http2bin.files.directory", folder::toString);
    }

    /** RFC 9110 §8.8.2.1: no Last-Modified is later than Date; a condition that has no date to compare with is none. */
    @ParameterizedTest
    @CsvSource({
        "/files/ahead.txt,accept,200",
        "/stream/files/ahead.txt,accept,200",
        "/files/ahead.txt,if-modified-since,200",
        "/stream/files/ahead.txt,if-modified-since,200",
        "/files/ahead.txt,if-unmodified-since,200",
        "/stream/files/ahead.txt,if-unmodified-since,200"
    })
    void itsTimeIsNotTold(String target, String condition, int status) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer =
                    ask(version, "GET", target, condition, condition.equals("accept") ? "*/*" : LATER);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().map()).containsKey("etag").doesNotContainKey("last-modified");
        }
    }

    @ParameterizedTest
    @CsvSource({"/files/ahead.txt", "/stream/files/ahead.txt"})
    void itsTagIsItsValidator(String target) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            String tag =
                    ask(version, "HEAD", target).headers().firstValue("etag").orElseThrow();
            assertThat(ask(version, "GET", target, "if-none-match", tag).statusCode())
                    .isEqualTo(304);
            assertThat(ask(version, "GET", target, "range", "bytes=0-1", "if-range", tag)
                            .body())
                    .isEqualTo("ah");
        }
    }
}
