package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code /files} as it is without a setting. */
class ShippedFilesTest extends RunningServer {

    @Test
    void aFewRealFilesAreThere() {
        given().get("/files")
                .then()
                .body("files.name", equalTo(List.of("hello.txt", "large.bin", "page.css", "page.html", "streams.svg")))
                .body(
                        "files.contentType",
                        equalTo(List.of(
                                "text/plain; charset=utf-8",
                                "application/octet-stream",
                                "text/css; charset=utf-8",
                                "text/html; charset=utf-8",
                                "image/svg+xml")));
        given().get("/files/hello.txt").then().statusCode(200).body(startsWith("Hello from http2bin.\n"));
    }

    @Test
    void oneIsOver5MibAndAlwaysTheSame() {
        byte[] large = given().get("/files/large.bin").asByteArray();
        assertThat(large).hasSize(6 * 1024 * 1024);
        assertThat(given().get("/bytes/" + large.length).asByteArray()).isEqualTo(large);
    }
}
