package dev.http2bin.http2.undertow;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body that are on their way from where they are read to where they are written: at most as many as may be
 * sent now. It holds a buffer of the pool only while there are such bytes, so a response that waits for its client has none.
 */
final class Chunk {
    private final HttpServerExchange exchange;
    private @Nullable PooledByteBuffer pooled;
    private @Nullable ByteBuffer bytes;

    Chunk(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    /** The bytes that are still to be written; null if there are none. */
    @Nullable ByteBuffer bytes() {
        return bytes;
    }

    /**
     * Reads the next bytes. If none may be sent now, it reads one all the same: a body that has ended can then end its stream,
     * for which no window is needed.
     *
     * @return how many bytes were read; 0 if there are none yet, -1 at the end
     */
    int read(ReadableByteChannel body) throws IOException {
        int room = Exchanges.of(exchange).writable();
        ByteBuffer into = room == 0 ? ByteBuffer.allocate(1) : allocate(room);
        int n = 0;
        try {
            n = body.read(into);
        } finally {
            if (n > 0) {
                bytes = into.flip();
            } else {
                release();
            }
        }
        return n;
    }

    private ByteBuffer allocate(int room) {
        pooled = exchange.getConnection().getByteBufferPool().allocate();
        ByteBuffer buffer = pooled.getBuffer();
        return buffer.limit(Math.min(buffer.limit(), room));
    }

    /** Lets go of the bytes once all are written. */
    void written() {
        if (bytes != null && !bytes.hasRemaining()) {
            release();
        }
    }

    /** Lets go of the bytes, written or not. */
    void release() {
        bytes = null;
        if (pooled != null) {
            pooled.close();
            pooled = null;
        }
    }
}
