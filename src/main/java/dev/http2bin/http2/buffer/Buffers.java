package dev.http2bin.http2.buffer;

import java.nio.ByteBuffer;

/** Moves bytes from one buffer to another. */
public final class Buffers {
    private Buffers() {}

    /**
     * Moves as many bytes as one buffer has and the other has room for.
     *
     * @param most bytes to move at most; not negative
     * @return how many were moved
     */
    public static int move(ByteBuffer from, ByteBuffer to, long most) {
        int n = (int) Math.min(most, Math.min(from.remaining(), to.remaining()));
        to.put(from.slice(from.position(), n));
        from.position(from.position() + n);
        return n;
    }
}
