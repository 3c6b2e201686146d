package dev.http2bin.bin.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Counts a body as it comes, whatever its length, and digests it where that is wanted. */
public final class Digested {
    private final long start = System.nanoTime();
    private final @Nullable Digesting digests;
    private long received;

    /** Counts and digests. */
    public Digested() {
        this(true);
    }

    private Digested(boolean digests) {
        this.digests = digests ? new Digesting(new CRC32(), Digests.sha256()) : null;
    }

    /**
     * Counts and digests; {@code digests=false} only counts, for who measures the transport and not SHA-256.
     *
     * @param query the request's, which may be null
     * @throws Problem where it says neither true nor false
     */
    public static Digested as(@Nullable String query) {
        List<String> wanted = Query.parse(query).getOrDefault("digests", List.of("true"));
        return new Digested(new Parameter("digests", wanted.get(0)).flag());
    }

    private record Digesting(CRC32 crc32, MessageDigest sha256) {
        void update(ByteBuffer bytes) {
            crc32.update(bytes.duplicate());
            sha256.update(bytes);
        }
    }

    /** Takes the next bytes. */
    public void update(ByteBuffer bytes) {
        received += bytes.remaining();
        if (digests != null) {
            digests.update(bytes);
        }
    }

    /** How many bytes came so far. */
    public long received() {
        return received;
    }

    /** The body has ended. */
    public Receipt receipt(long dataFrames) {
        return new Receipt(
                received,
                digests == null
                        ? null
                        : HexFormat.of().toHexDigits((int) digests.crc32().getValue()),
                digests == null
                        ? null
                        : HexFormat.of().formatHex(digests.sha256().digest()),
                dataFrames,
                Seconds.since(start));
    }
}
