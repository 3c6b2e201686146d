package dev.http2bin.bin.content;

/** A path that is no endpoint's. */
public final class UnknownPath {
    /** The detail of its 404. */
    public static final String DETAIL = "Nothing is at this path. /docs lists what there is.";

    private UnknownPath() {}
}
