package dev.http2bin.bin.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that {@code /files} serves: the plain files right in it and nothing else. */
public final class Folder {

    private final Path root;

    Folder(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /** The files by name, in order. */
    public List<StoredFile> list() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> file(entry.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList();
        }
    }

    /** The file of that name; empty for what is absent, hidden, a folder, or a link that leaves this one. */
    public Optional<StoredFile> file(String name) {
        try {
            Path path = root.resolve(name);
            // One plain name: a separator or a dot name gives another parent or another name.
            if (name.startsWith(".")
                    || name.contains("\\")
                    || !root.equals(path.getParent())
                    || !path.getFileName().toString().equals(name)
                    || !path.toRealPath().startsWith(root)
                    || !Files.isRegularFile(path)
                    || !Files.isReadable(path)) {
                return Optional.empty();
            }
            return Optional.of(new StoredFile(path));
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }
}
