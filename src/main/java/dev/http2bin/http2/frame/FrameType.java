package dev.http2bin.http2.frame;

/** The frame types of RFC 9113 §6 and RFC 9218 §7.1, each with what its stream id and its length may be. */
public enum FrameType {
    DATA(0x0, StreamId.NOT_ZERO, 0, Integer.MAX_VALUE),
    HEADERS(0x1, StreamId.NOT_ZERO, 0, Integer.MAX_VALUE),
    PRIORITY(0x2, StreamId.NOT_ZERO, 5, 5),
    RST_STREAM(0x3, StreamId.NOT_ZERO, 4, 4),
    SETTINGS(0x4, StreamId.ZERO, 0, Integer.MAX_VALUE),
    PUSH_PROMISE(0x5, StreamId.NOT_ZERO, 4, Integer.MAX_VALUE),
    PING(0x6, StreamId.ZERO, 8, 8),
    GOAWAY(0x7, StreamId.ZERO, 8, Integer.MAX_VALUE),
    WINDOW_UPDATE(0x8, StreamId.ANY, 4, 4),
    CONTINUATION(0x9, StreamId.NOT_ZERO, 0, Integer.MAX_VALUE),
    PRIORITY_UPDATE(0x10, StreamId.ZERO, 4, Integer.MAX_VALUE),
    /** A type nobody defined: to be ignored (RFC 9113 §4.1). */
    UNKNOWN(-1, StreamId.ANY, 0, Integer.MAX_VALUE);

    private enum StreamId {
        ZERO,
        NOT_ZERO,
        ANY
    }

    private static final FrameType[] BY_CODE = new FrameType[0x11];

    static {
        for (FrameType type : values()) {
            if (type.code >= 0) {
                BY_CODE[type.code] = type;
            }
        }
    }

    private final int code;
    private final StreamId streamId;
    private final int minLength;
    private final int maxLength;

    FrameType(int code, StreamId streamId, int minLength, int maxLength) {
        this.code = code;
        this.streamId = streamId;
        this.minLength = minLength;
        this.maxLength = maxLength;
    }

    /** The type with this code on the wire, or {@link #UNKNOWN}. */
    public static FrameType of(int code) {
        FrameType type = code < BY_CODE.length ? BY_CODE[code] : null;
        return type == null ? UNKNOWN : type;
    }

    /** The name of a type from the wire; one that nobody defined as hex, {@code 0x2a}. */
    public static String name(int code) {
        FrameType type = of(code);
        return type == UNKNOWN ? String.format("0x%02x", code) : type.name();
    }

    /** The code on the wire; -1 for {@link #UNKNOWN}. */
    public int code() {
        return code;
    }

    /** Whether a frame of this type may name this stream. */
    public boolean allowsStream(int id) {
        return switch (streamId) {
            case ZERO -> id == 0;
            case NOT_ZERO -> id != 0;
            case ANY -> true;
        };
    }

    /** Whether a frame of this type may be this long; SETTINGS come in entries of six octets, and an ACK is empty. */
    public boolean allowsLength(int length, int flags) {
        if (this == SETTINGS) {
            return (flags & Flags.ACK) != 0 ? length == 0 : length % 6 == 0;
        }
        return length >= minLength && length <= maxLength;
    }
}
