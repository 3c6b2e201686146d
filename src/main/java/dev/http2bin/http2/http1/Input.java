package dev.http2bin.http2.http1;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.StreamSourceConduit;

/** Bytes of the client that were read and are still to be looked at. It holds a buffer only while there are such bytes. */
final class Input {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final StreamSourceConduit transport;
    private final ByteBufferPool pool;
    private @Nullable PooledByteBuffer held;

    /** @param first bytes that were read already */
    Input(StreamSourceConduit transport, ByteBufferPool pool, PooledByteBuffer first) {
        this.transport = transport;
        this.pool = pool;
        this.held = first;
        releaseIfEmpty();
    }

    /** The bytes to look at; whoever took some of them calls {@link #releaseIfEmpty}. */
    ByteBuffer bytes() {
        return held == null ? NOTHING : held.getBuffer();
    }

    boolean isEmpty() {
        return held == null;
    }

    /** Reads if there are no bytes; returns how many there are, 0 for none yet, -1 for none any more. */
    int fill() throws IOException {
        if (held != null) {
            return held.getBuffer().remaining();
        }
        PooledByteBuffer pooled = pool.allocate();
        int n = 0;
        try {
            n = transport.read(pooled.getBuffer());
        } finally {
            if (n > 0) {
                pooled.getBuffer().flip();
                held = pooled;
            } else {
                pooled.close();
            }
        }
        return n;
    }

    /** Whether no more bytes fit behind those that are there. */
    boolean isFull() {
        return held != null && held.getBuffer().remaining() == held.getBuffer().capacity();
    }

    /**
     * Reads behind the bytes that are there, for which there has to be room; returns how many came, 0 for none yet, -1 for none
     * any more.
     */
    int ahead() throws IOException {
        if (held == null) {
            return fill();
        }
        ByteBuffer buffer = held.getBuffer().compact();
        try {
            return transport.read(buffer);
        } finally {
            buffer.flip();
        }
    }

    /** Drops all that comes; returns 0 if more may come, -1 otherwise. */
    int drop() throws IOException {
        int n;
        do {
            release();
            n = fill();
        } while (n > 0);
        return n;
    }

    void releaseIfEmpty() {
        if (held != null && !held.getBuffer().hasRemaining()) {
            release();
        }
    }

    /** Lets go of the bytes. */
    void release() {
        PooledByteBuffer buffer = held;
        held = null;
        if (buffer != null) {
            buffer.close();
        }
    }
}
