package dev.http2bin.bin.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** The service with {@code /files} from a folder whose content the tests know. */
abstract class ServedFolder extends RunningServer {

    static final String BEFORE = "Fri, 02 Jan 2026 03:04:04 GMT";
    static final String CHANGED = "Fri, 02 Jan 2026 03:04:05 GMT";
    static final String AFTER = "Fri, 02 Jan 2026 03:04:06 GMT";
    static final byte[] DATA = new byte[200_000];

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) throws IOException {
        new Random(4).nextBytes(DATA);
        String fork = System.getProperty("tests.fork", "1"); // each JVM of the tests has one of its own
        Path outer = Path.of("target", "served-folder-" + fork).toAbsolutePath();
        FileSystemUtils.deleteRecursively(outer);
        Path folder = Files.createDirectories(outer.resolve("served"));
        write(folder.resolve("data.bin"), DATA);
        write(folder.resolve("empty.txt"), new byte[0]);
        write(folder.resolve("grüße und mehr.txt"), "hi".getBytes(StandardCharsets.UTF_8));
        write(folder.resolve(".hidden"), DATA);
        write(Files.createDirectories(folder.resolve("sub")).resolve("inner.txt"), DATA);
        write(outer.resolve("secret.txt"), DATA);
        Files.createSymbolicLink(folder.resolve("out.txt"), outer.resolve("secret.txt"));
        Files.createSymbolicLink(folder.resolve("in.bin"), folder.resolve("data.bin"));
        Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        registry.add("http2bin.files.directory", folder::toString);
    }

    private static void write(Path path, byte[] content) throws IOException {
        Files.write(path, content);
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z")));
    }

    String etag() {
        return given().head("/files/data.bin").header("etag");
    }

    String value(String template) {
        return template.replace("ETAG", etag())
                .replace(";", ",")
                .replace("BEFORE", BEFORE)
                .replace("CHANGED", CHANGED)
                .replace("AFTER", AFTER);
    }
}
