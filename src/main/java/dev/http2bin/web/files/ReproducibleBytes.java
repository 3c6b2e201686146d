package dev.http2bin.web.files;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/**
 * The first bytes of a fixed endless sequence: the outputs of SplitMix64 with seed 0, each as 8 bytes, the lowest first.
 * Output number k (from 0) depends on k alone, so a range costs no more than its own bytes.
 *
 * @param length how many bytes, from 0
 */
record ReproducibleBytes(long length) implements Representation {

    private static final int BUFFER = 64 * 1024;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    @Override
    public String contentType() {
        return "application/octet-stream";
    }

    @Override
    public ETag etag() {
        return new ETag("splitmix64-" + length, false);
    }

    @Override
    public @Nullable Instant lastModified() {
        return null;
    }

    @Override
    public void write(ByteRange range, OutputStream out) throws IOException {
        long output = range.first() / Long.BYTES;
        int skip = (int) (range.first() % Long.BYTES);
        long remaining = range.length();
        byte[] buffer = new byte[(int) Math.min(BUFFER, remaining + 2 * Long.BYTES) / Long.BYTES * Long.BYTES];
        while (remaining > 0) {
            for (int i = 0; i < buffer.length; i += Long.BYTES) {
                LONGS.set(buffer, i, splitMix64(output++));
            }
            int count = (int) Math.min(buffer.length - skip, remaining);
            out.write(buffer, skip, count);
            remaining -= count;
            skip = 0;
        }
    }

    private static long splitMix64(long output) {
        long z = (output + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
