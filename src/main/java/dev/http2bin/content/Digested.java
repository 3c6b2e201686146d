package dev.http2bin.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Counts and digests a body as it comes, whatever its length. */
public final class Digested {
    private final long start = System.nanoTime();
    private final CRC32 crc32 = new CRC32();
    private final MessageDigest sha256 = Digests.sha256();
    private long received;

    /** Takes the next bytes. */
    public void update(ByteBuffer bytes) {
        received += bytes.remaining();
        crc32.update(bytes.duplicate());
        sha256.update(bytes);
    }

    /** How many bytes came so far. */
    public long received() {
        return received;
    }

    /** The body has ended. */
    public Receipt receipt(long dataFrames) {
        return new Receipt(
                received,
                HexFormat.of().toHexDigits((int) crc32.getValue()),
                HexFormat.of().formatHex(sha256.digest()),
                dataFrames,
                Seconds.since(start));
    }
}
