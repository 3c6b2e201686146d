package dev.http2bin.http2.ledger;

import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.hpack.Representation;
import org.jspecify.annotations.Nullable;

/**
 * One field of a header block.
 *
 * @param value null where it is never indexed, as secrets are
 * @param plain octets of name and value
 * @param wire octets of its representation, with those of a table size update before it
 */
public record FieldEntry(String name, @Nullable String value, Representation representation, int plain, int wire) {

    /** A field as it was read or written. */
    public static FieldEntry of(HeaderField field, Representation representation, int wire) {
        return new FieldEntry(
                field.name(),
                representation == Representation.NEVER_INDEXED ? null : field.value(),
                representation,
                field.name().length() + field.value().length(),
                wire);
    }
}
