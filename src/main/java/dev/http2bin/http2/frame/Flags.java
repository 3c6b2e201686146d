package dev.http2bin.http2.frame;

import org.jspecify.annotations.Nullable;

/** The flags of RFC 9113 §6. What a bit means depends on the frame's type. */
public final class Flags {
    public static final int ACK = 0x1;
    public static final int END_STREAM = 0x1;
    public static final int END_HEADERS = 0x4;
    public static final int PADDED = 0x8;
    public static final int PRIORITY = 0x20;

    private Flags() {}

    /** The names of the flags that this type defines, each behind a space, the highest bit first; bits it does not define as hex. */
    static String names(FrameType type, int flags) {
        StringBuilder text = new StringBuilder();
        int rest = flags;
        for (int bit = 0x80; bit > 0; bit >>= 1) {
            String name = (flags & bit) == 0 ? null : name(type, bit);
            if (name != null) {
                text.append(' ').append(name);
                rest &= ~bit;
            }
        }
        if (rest != 0) {
            text.append(String.format(" 0x%02x", rest));
        }
        return text.toString();
    }

    private static @Nullable String name(FrameType type, int bit) {
        boolean headers = type == FrameType.HEADERS;
        return switch (bit) {
            case ACK ->
                type == FrameType.SETTINGS || type == FrameType.PING
                        ? "ACK"
                        : headers || type == FrameType.DATA ? "END_STREAM" : null;
            case END_HEADERS ->
                headers || type == FrameType.CONTINUATION || type == FrameType.PUSH_PROMISE ? "END_HEADERS" : null;
            case PADDED -> headers || type == FrameType.DATA || type == FrameType.PUSH_PROMISE ? "PADDED" : null;
            case PRIORITY -> headers ? "PRIORITY" : null;
            default -> null;
        };
    }
}
