package dev.http2bin.bin.content;

import dev.http2bin.bin.content.Delivery.Piece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The pieces of a body one after the other, one open at a time. */
final class Pieces implements ReadableByteChannel {
    private final Queue<Piece> rest;
    private @Nullable ReadableByteChannel current;
    private boolean open = true;

    Pieces(List<Piece> pieces) {
        rest = new ArrayDeque<>(pieces);
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        while (current != null || !rest.isEmpty()) {
            ReadableByteChannel piece = current;
            if (piece == null) {
                piece = rest.remove().open();
                current = piece;
            }
            int count = piece.read(dst);
            if (count >= 0) {
                return count;
            }
            piece.close();
            current = null;
        }
        return -1;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
