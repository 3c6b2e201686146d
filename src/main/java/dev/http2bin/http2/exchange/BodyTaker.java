package dev.http2bin.http2.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes a request's body as it comes. It is called on the I/O thread, so it must not wait. */
public interface BodyTaker {

    /**
     * The next octets, at least one. What this throws ends the reading.
     *
     * @param octets in a buffer that is used again for the next ones
     */
    void take(ByteBuffer octets);

    /** The body has ended. */
    void end() throws IOException;

    /**
     * No more comes.
     *
     * @param failure what another method threw, or an {@link IOException} where the client broke the body off
     */
    void fail(Exception failure);
}
