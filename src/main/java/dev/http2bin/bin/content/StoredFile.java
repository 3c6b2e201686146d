package dev.http2bin.bin.content;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/** A file as it is when opened: length and validators stay those of that moment. */
public final class StoredFile implements Representation {

    private final Path path;
    private final BasicFileAttributes attributes;

    StoredFile(Path path) throws IOException {
        this.path = path;
        this.attributes = Files.readAttributes(path, BasicFileAttributes.class);
    }

    /** Its name in the folder. */
    public String name() {
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

    /** Unknown where it is yet to come: a server must not say so (RFC 9110 §8.8.2.1). */
    @Override
    public @Nullable Instant lastModified() {
        Instant changed = attributes.lastModifiedTime().toInstant();
        return changed.isAfter(Instant.now()) ? null : changed.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public ReadableByteChannel open(ByteRange range) throws IOException {
        return new Part(FileChannel.open(path, StandardOpenOption.READ), range);
    }

    private static final class Part implements ReadableByteChannel {
        private final FileChannel file;
        private final long end;
        private long position;

        Part(FileChannel file, ByteRange range) {
            this.file = file;
            this.position = range.first();
            this.end = range.last() + 1;
        }

        @Override
        public int read(ByteBuffer dst) throws IOException {
            if (position == end) {
                return -1;
            }
            int limit = dst.limit();
            dst.limit(dst.position() + (int) Math.min(dst.remaining(), end - position));
            try {
                int count = file.read(dst, position);
                if (count < 0) {
                    throw new EOFException("the file became shorter while it was sent");
                }
                position += count;
                return count;
            } finally {
                dst.limit(limit);
            }
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
