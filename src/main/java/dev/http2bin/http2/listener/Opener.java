package dev.http2bin.http2.listener;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import org.xnio.StreamConnection;

/** Serves a connection whose protocol is known. */
interface Opener {
    /**
     * Takes the connection over.
     *
     * @param first octets of plaintext that were read already; the opener frees them
     */
    void open(StreamConnection connection, PooledByteBuffer first);

    /** What an opener is given if nothing was read yet. */
    static PooledByteBuffer nothing(ByteBufferPool pool) {
        PooledByteBuffer none = pool.allocate();
        none.getBuffer().limit(0);
        return none;
    }
}
