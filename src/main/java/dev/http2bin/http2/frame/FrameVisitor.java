package dev.http2bin.http2.frame;

import java.nio.ByteBuffer;

/** What a {@link FrameReader} calls for each frame, in this order: begin, then payload, or beginData, data and end. */
public interface FrameVisitor {

    /**
     * The header is complete, nothing of the payload was read: the place to refuse a frame by its type, stream, length.
     *
     * @return whether the payload is wanted; that of a frame not wanted is skipped
     */
    boolean begin(FrameHeader header) throws Http2Exception;

    /** How many octets of a wanted frame that is not DATA are wanted, from its first; what is behind them is skipped. */
    default int wanted(FrameHeader header) {
        return header.length();
    }

    /** What is wanted of the payload of a frame that is not DATA, from position to limit; valid during the call only. */
    void payload(FrameHeader header, ByteBuffer payload) throws Http2Exception;

    /**
     * A wanted DATA frame's content begins.
     *
     * @param length octets of content: the frame's length but its padding and the octet that says how long that is
     */
    void beginData(FrameHeader header, int length) throws Http2Exception;

    /** Some octets of a wanted DATA frame, from position to limit; what is left in the buffer is offered again. */
    void data(FrameHeader header, ByteBuffer data) throws Http2Exception;

    /** A DATA frame, wanted or not, ended with its last octet of padding. */
    void end(FrameHeader header) throws Http2Exception;
}
