package dev.http2bin.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The open descriptors of a process, as Linux tells them. */
public final class Descriptors {
    private Descriptors() {}

    /** What each of this JVM's leads to: a file, {@code socket:[1]}, {@code pipe:[2]}, a selector. */
    public static List<Path> own() {
        return of(ProcessHandle.current().pid());
    }

    /** What each of a process's leads to; one that closes meanwhile is left out. */
    public static List<Path> of(long pid) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.flatMap(Descriptors::target).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor));
        } catch (IOException closedMeanwhile) {
            return Stream.empty();
        }
    }
}
