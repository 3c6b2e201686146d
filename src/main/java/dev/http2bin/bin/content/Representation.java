package dev.http2bin.bin.content;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/** What a GET gives, whole or in parts (RFC 9110 §3.2). */
public interface Representation {

    /** Its length in bytes. */
    long length();

    /** Its content-type. */
    String contentType();

    /** Its strong entity tag. */
    ETag etag();

    /** When it last changed, in whole seconds; null when that has no meaning. */
    @Nullable Instant lastModified();

    /** Opens a range of its bytes; reading never waits for more than a disk. */
    ReadableByteChannel open(ByteRange range) throws IOException;
}
