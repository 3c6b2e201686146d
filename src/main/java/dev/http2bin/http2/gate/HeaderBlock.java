package dev.http2bin.http2.gate;

import dev.http2bin.http2.hpack.FieldSink;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.hpack.Representation;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.FieldEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** The fields of one direction's header block, counted as they are told. */
final class HeaderBlock implements FieldSink {
    private static final int TYPICAL_FIELDS = 12;

    private final Connection connection;
    private final Direction direction;
    private final IntSupplier octets;
    private List<HeaderField> fields = List.of();
    private List<FieldEntry> entries = List.of();
    /** Whether anyone wants to know of each field; who asks amid a block waits for the next. */
    private boolean watched;

    private int before;
    private int plain;

    /** @param octets how many of the block in work were read or written so far */
    HeaderBlock(Connection connection, Direction direction, IntSupplier octets) {
        this.octets = octets;
        this.connection = connection;
        this.direction = direction;
    }

    /** Readies this sink for the fields of the next block. */
    HeaderBlock collect() {
        fields = new ArrayList<>(TYPICAL_FIELDS);
        plain = 0;
        watched = connection.wire().watched();
        if (watched) {
            entries = new ArrayList<>(TYPICAL_FIELDS);
            before = 0;
        }
        return this;
    }

    @Override
    public void field(HeaderField field, Representation representation) {
        fields.add(field);
        plain += field.name().length() + field.value().length();
        connection.wire().field(direction, representation);
        if (watched) {
            int now = octets.getAsInt();
            entries.add(FieldEntry.of(field, representation, now - before));
            before = now;
        }
    }

    /** The collected fields, reported with the octets they took on the wire. */
    List<HeaderField> collected(int id, int wire) {
        connection.wire().headerBlock(direction, id, wire, plain, entries);
        entries = List.of();
        List<HeaderField> collected = fields;
        fields = List.of();
        return collected;
    }
}
