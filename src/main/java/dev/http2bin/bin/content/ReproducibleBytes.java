package dev.http2bin.bin.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/**
 * The first bytes of a fixed endless sequence: the outputs of SplitMix64 with seed 0, each as 8 bytes, the lowest first.
 * Output number k (from 0) depends on k alone, so a range costs no more than its own bytes.
 *
 * @param length how many bytes, from 0
 */
public record ReproducibleBytes(long length) implements Representation {

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
    public ReadableByteChannel open(ByteRange range) {
        return new Sequence(range);
    }

    private static final class Sequence implements ReadableByteChannel {
        private long position;
        private final long end;

        Sequence(ByteRange range) {
            position = range.first();
            end = range.last() + 1;
        }

        @Override
        public int read(ByteBuffer dst) {
            if (position == end) {
                return -1;
            }
            int count = (int) Math.min(dst.remaining(), end - position);
            ByteBuffer out = dst.slice(dst.position(), count).order(ByteOrder.LITTLE_ENDIAN);
            putBytes(out, (int) Math.min(count, -position & 7));
            while (out.remaining() >= Long.BYTES) {
                out.putLong(splitMix64(position / Long.BYTES));
                position += Long.BYTES;
            }
            putBytes(out, out.remaining());
            dst.position(dst.position() + count);
            return count;
        }

        /** Puts bytes of an output that is not asked for whole. */
        private void putBytes(ByteBuffer out, int count) {
            for (int i = 0; i < count; i++) {
                int shift = (int) (position % Long.BYTES) * Byte.SIZE;
                out.put((byte) (splitMix64(position / Long.BYTES) >>> shift));
                position++;
            }
        }

        private static long splitMix64(long output) {
            long z = (output + 1) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
