package dev.http2bin.bin.content;

/**
 * A range that a representation has (RFC 9110 §14.1.2).
 *
 * @param first the first byte's position, from 0
 * @param last the last byte's position, included
 */
public record ByteRange(long first, long last) {

    /** Its length in bytes. */
    long length() {
        return last - first + 1;
    }

    /** It as a {@code Content-Range} (RFC 9110 §14.4). */
    String contentRange(long whole) {
        return "bytes " + first + "-" + last + "/" + whole;
    }
}
