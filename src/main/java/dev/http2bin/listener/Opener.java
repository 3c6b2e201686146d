package dev.http2bin.listener;

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
}
