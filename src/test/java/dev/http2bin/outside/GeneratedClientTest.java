package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A client that OpenAPI Generator makes of {@code /openapi}. */
@Tag("outside")
@ExtendWith(SharedService.class)
class GeneratedClientTest {
    private static final Path PROJECT = Path.of("src/test/clients/generated");

    private final ServiceJar service;

    GeneratedClientTest(ServiceJar service) {
        this.service = service;
    }

    @Test
    void itCompilesAndCallsTheService(@TempDir Path folder) throws Exception {
        Path document = Files.writeString(
                folder.resolve("openapi.json"), Curl.trusting(service).text(service.base() + "/openapi"));
        Path classPath = folder.resolve("class-path");
        Tool.at(Path.of("mvnw").toAbsolutePath())
                .withTimeout(Duration.ofMinutes(5))
                .run(
                        "-B",
                        "-ntp",
                        "-q",
                        "-f",
                        PROJECT.toString(),
                        "-Ddocument=" + document,
                        "-Dtarget=" + folder,
                        "compile",
                        "dependency:build-classpath",
                        "-Dmdep.outputFile=" + classPath)
                .succeeded();

        assertThat(Tool.at(Path.of(System.getProperty("java.home"), "bin", "java"))
                        .run(
                                "-cp",
                                folder.resolve("classes") + File.pathSeparator + Files.readString(classPath),
                                "GeneratedClient",
                                service.base().toString(),
                                service.ca().toString())
                        .succeeded()
                        .text()
                        .lines())
                .containsExactly("2.0 /version", "0.100", "400");
    }
}
