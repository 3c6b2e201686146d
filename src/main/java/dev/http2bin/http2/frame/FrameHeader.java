package dev.http2bin.http2.frame;

import java.nio.ByteBuffer;

/**
 * The nine octets before a frame's payload (RFC 9113 §4.1), as they came. One object serves a whole direction of a
 * connection, so that a frame costs no allocation: who wants to keep a header copies what it needs.
 */
public final class FrameHeader {
    /** Octets on the wire. */
    public static final int LENGTH = 9;

    private int length;
    private int type;
    private int flags;
    private int streamId;

    /** Takes its next nine octets from the buffer. */
    void read(ByteBuffer src) {
        int lengthAndType = src.getInt();
        length = lengthAndType >>> 8;
        type = lengthAndType & 0xff;
        flags = src.get() & 0xff;
        streamId = src.getInt() & 0x7fffffff;
    }

    /** The payload's octets, 0 to 2^24-1. */
    public int length() {
        return length;
    }

    /** The type's code, 0 to 255; any value. */
    public int code() {
        return type;
    }

    /** The type by name; {@link FrameType#UNKNOWN} keeps its number in {@link #code()}. */
    public FrameType type() {
        return FrameType.of(type);
    }

    /** 0 to 255; any value. */
    public int flags() {
        return flags;
    }

    /** Whether all these bits are set. */
    public boolean has(int bits) {
        return (flags & bits) == bits;
    }

    /** 0 to 2^31-1: the reserved bit is not part of it. */
    public int streamId() {
        return streamId;
    }

    @Override
    public String toString() {
        return describe(streamId, type, length, flags);
    }

    /** A frame as a line of a trace: {@code 3 HEADERS 41 END_HEADERS END_STREAM}. */
    public static String describe(int streamId, int type, int length, int flags) {
        return streamId + " " + FrameType.name(type) + " " + length + Flags.names(FrameType.of(type), flags);
    }
}
