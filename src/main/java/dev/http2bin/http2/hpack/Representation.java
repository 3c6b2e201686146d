package dev.http2bin.http2.hpack;

import java.util.Locale;

/** How a field is represented in a header block (RFC 7541 §6.1 and §6.2). */
public enum Representation {
    /** An entry of the static table. */
    INDEXED_STATIC(0x80, 7),
    /** An entry of the dynamic table. */
    INDEXED_DYNAMIC(0x80, 7),
    /** A literal that becomes an entry of the dynamic table. */
    LITERAL_INDEXED(0x40, 6),
    /** A literal that leaves the table alone. */
    LITERAL(0x00, 4),
    /** A literal that no intermediary may ever index (RFC 7541 §7.1.3). */
    NEVER_INDEXED(0x10, 4);

    /** The high bits of the first octet. */
    final int pattern;
    /** How many low bits of the first octet belong to the index. */
    final int prefix;

    Representation(int pattern, int prefix) {
        this.pattern = pattern;
        this.prefix = prefix;
    }

    /** The name in lower case: {@code indexed_static}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
