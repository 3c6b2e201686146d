package dev.http2bin.http2.frame;

/** The error codes of RFC 9113 §7. */
public enum ErrorCode {
    NO_ERROR,
    PROTOCOL_ERROR,
    INTERNAL_ERROR,
    FLOW_CONTROL_ERROR,
    SETTINGS_TIMEOUT,
    STREAM_CLOSED,
    FRAME_SIZE_ERROR,
    REFUSED_STREAM,
    CANCEL,
    COMPRESSION_ERROR,
    CONNECT_ERROR,
    ENHANCE_YOUR_CALM,
    INADEQUATE_SECURITY,
    HTTP_1_1_REQUIRED;

    private static final ErrorCode[] BY_CODE = values();

    /** The code on the wire. */
    @SuppressWarnings("EnumOrdinal") // the constants stand in the order of RFC 9113 §7, whose codes have no gap
    public int code() {
        return ordinal();
    }

    /** The name of a code from the wire; one that nobody defined as hex, {@code 0xff}. */
    public static String name(long code) {
        return isKnown(code) ? BY_CODE[(int) code].name() : "0x" + Long.toHexString(code);
    }

    /** Whether RFC 9113 defines this code. */
    public static boolean isKnown(long code) {
        return code >= 0 && code < BY_CODE.length;
    }
}
