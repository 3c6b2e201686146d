package dev.http2bin.gate;

import dev.http2bin.hpack.FieldSink;
import dev.http2bin.hpack.HeaderField;
import dev.http2bin.hpack.Representation;
import dev.http2bin.ledger.Connection;
import dev.http2bin.ledger.Direction;
import dev.http2bin.ledger.FieldEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** One direction's header block: its fragments joined until END_HEADERS, then its fields, counted as they are told. */
final class HeaderBlock implements FieldSink {
    private static final int TYPICAL_FIELDS = 12;

    private final Connection connection;
    private final Direction direction;
    private ByteBuffer fragments = ByteBuffer.allocate(0);
    private int streamId;
    private boolean endStream;
    private final IntSupplier octets;
    private List<HeaderField> fields = List.of();
    private List<FieldEntry> entries = List.of();
    private int before;
    private int plain;

    /** @param octets how many of the block in work were read or written so far */
    HeaderBlock(Connection connection, Direction direction, IntSupplier octets) {
        this.octets = octets;
        this.connection = connection;
        this.direction = direction;
    }

    /** A HEADERS frame began a block that CONTINUATION frames go on with. */
    void begin(int id, boolean end, ByteBuffer fragment) {
        streamId = id;
        endStream = end;
        fragments = ByteBuffer.allocate(Math.max(1024, 2 * fragment.remaining()));
        fragments.put(fragment);
    }

    /** Whether a block waits for CONTINUATION; no other frame may come before it (RFC 9113 §6.10). */
    boolean open() {
        return streamId != 0;
    }

    int streamId() {
        return streamId;
    }

    boolean endStream() {
        return endStream;
    }

    /** Octets joined so far. */
    int size() {
        return fragments.position();
    }

    void add(ByteBuffer fragment) {
        if (fragments.remaining() < fragment.remaining()) {
            fragments = ByteBuffer.allocate(2 * (fragments.position() + fragment.remaining()))
                    .put(fragments.flip());
        }
        fragments.put(fragment);
    }

    /** The joined block; the next HEADERS begins anew. */
    ByteBuffer end() {
        ByteBuffer block = fragments.flip();
        fragments = ByteBuffer.allocate(0);
        streamId = 0;
        return block;
    }

    /** Readies this sink for the fields of the next block. */
    HeaderBlock collect() {
        fields = new ArrayList<>(TYPICAL_FIELDS);
        plain = 0;
        if (connection.wire().watched()) {
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
        if (connection.wire().watched()) {
            int now = octets.getAsInt();
            entries.add(FieldEntry.of(field, representation, now - before));
            before = now;
        }
    }

    /** The collected fields, reported with the octets they took on the wire. */
    List<HeaderField> collected(int id, int wire) {
        connection.wire().headerBlock(direction, id, wire, plain, entries);
        entries = List.of();
        return fields;
    }
}
