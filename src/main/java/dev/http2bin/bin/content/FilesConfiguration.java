package dev.http2bin.bin.content;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** Finds or makes the folder that {@code /files} serves. */
@Configuration(proxyBeanMethods = false)
class FilesConfiguration {

    private static final String LARGE = "large.bin";
    private static final DataSize LARGE_SIZE = DataSize.ofMegabytes(6);

    @Bean
    Folder folder(FilesProperties properties) throws IOException {
        File directory = properties.directory();
        if (directory == null) {
            return new Folder(unpack());
        }
        if (!directory.isDirectory()) {
            throw new IllegalArgumentException("http2bin.files.directory is no folder: " + directory);
        }
        return new Folder(directory.toPath());
    }

    /** A folder of this process alone, gone when it ends. */
    private static Path unpack() throws IOException {
        Path folder = Files.createTempDirectory("http2bin-files-");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile()), "files-cleaner"));
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath:files/*")) {
            String name = resource.getFilename();
            if (name != null) {
                try (InputStream in = resource.getInputStream()) {
                    Files.copy(in, folder.resolve(name));
                }
            }
        }
        ByteRange large = new ByteRange(0, LARGE_SIZE.toBytes() - 1);
        try (ReadableByteChannel bytes = new ReproducibleBytes(large.length()).open(large)) {
            Files.copy(Channels.newInputStream(bytes), folder.resolve(LARGE));
        }
        return folder;
    }
}
