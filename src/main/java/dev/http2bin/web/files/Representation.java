package dev.http2bin.web.files;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/** What a GET gives, whole or in parts (RFC 9110 §3.2). */
interface Representation {

    /** Its length in bytes. */
    long length();

    /** Its content-type. */
    String contentType();

    /** Its strong entity tag. */
    ETag etag();

    /** When it last changed, in whole seconds; null when that has no meaning. */
    @Nullable Instant lastModified();

    /** Writes the bytes of a range to {@code out}. */
    void write(ByteRange range, OutputStream out) throws IOException;
}
