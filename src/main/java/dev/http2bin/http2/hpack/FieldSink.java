package dev.http2bin.http2.hpack;

/** Told each field of a header block in order. It must not throw: the table would fall out of step with the peer's. */
@FunctionalInterface
public interface FieldSink {

    /**
     * Takes the next field.
     *
     * @param field the field as it was decoded or encoded
     * @param representation how it looks on the wire
     */
    void field(HeaderField field, Representation representation);
}
