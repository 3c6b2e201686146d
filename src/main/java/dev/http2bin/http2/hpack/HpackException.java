package dev.http2bin.http2.hpack;

/** A header block that breaks RFC 7541: a connection error of type COMPRESSION_ERROR (RFC 9113 §4.3). */
public final class HpackException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Carries no stack trace: a peer must not make errors costly. */
    HpackException(String message) {
        super(message, null, false, false);
    }
}
