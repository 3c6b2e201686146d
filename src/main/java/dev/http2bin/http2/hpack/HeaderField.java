package dev.http2bin.http2.hpack;

/**
 * A header field as HPACK carries it (RFC 7541 §1.3). Each char stands for one octet (ISO-8859-1), so lengths in chars
 * are lengths in octets.
 *
 * @param name lower-case over HTTP/2; pseudo-headers start with a colon
 * @param value the value as it came
 */
public record HeaderField(String name, String value) {

    /** What an entry costs in a dynamic table beyond its octets (RFC 7541 §4.1). */
    static final int OVERHEAD = 32;

    /** The size of this field as an entry of a dynamic table, in octets (RFC 7541 §4.1). */
    public int size() {
        return name.length() + value.length() + OVERHEAD;
    }
}
