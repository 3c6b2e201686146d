package dev.http2bin.web.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.springframework.http.ETag;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/** A file as it is when opened: length and validators stay those of that moment. */
final class StoredFile implements Representation {

    private static final int BUFFER = 64 * 1024;

    private final Path path;
    private final BasicFileAttributes attributes;

    StoredFile(Path path) throws IOException {
        this.path = path;
        this.attributes = Files.readAttributes(path, BasicFileAttributes.class);
    }

    String name() {
        return path.getFileName().toString();
    }

    @Override
    public long length() {
        return attributes.size();
    }

    @Override
    public String contentType() {
        MediaType type = MediaTypeFactory.getMediaType(name()).orElse(MediaType.APPLICATION_OCTET_STREAM);
        return type.getType().equals("text") ? type + "; charset=utf-8" : type.toString();
    }

    /** From length and time of change, the latter as fine as the file system has it. */
    @Override
    public ETag etag() {
        long changed = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        return new ETag(Long.toHexString(changed) + "-" + Long.toHexString(attributes.size()), false);
    }

    @Override
    public Instant lastModified() {
        return attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public void write(ByteRange range, OutputStream out) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(range.first());
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, range.length()));
            long remaining = range.length();
            while (remaining > 0) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), remaining));
                int count = channel.read(buffer);
                if (count < 0) {
                    throw new IOException(path.getFileName() + " became shorter while it was sent");
                }
                out.write(buffer.array(), 0, count);
                remaining -= count;
            }
        }
    }
}
