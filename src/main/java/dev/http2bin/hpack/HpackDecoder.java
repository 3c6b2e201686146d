package dev.http2bin.hpack;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the header blocks of one direction of a connection (RFC 7541 §3). Not thread-safe. After an
 * {@link HpackException} the table is out of step with the peer, and the connection has to end.
 */
public final class HpackDecoder {

    private static final int OVER = -1;

    private final DynamicTable table;
    private final BlockReader reader = new BlockReader();
    /** Our setting, and its lowest value since the last block (RFC 7541 §4.2). */
    private int maxTableSize;

    private int lowestMaxTableSize;
    /** Octets and fields that may still be delivered; {@link #OVER} octets once the list is over a limit. */
    private int octetsLeft;

    private int fieldsLeft;

    /**
     * A decoder with an empty table.
     *
     * @param maxTableSize our SETTINGS_HEADER_TABLE_SIZE in force when the connection starts, in octets: 4,096, as the
     *     peer has acknowledged no other value yet
     */
    public HpackDecoder(int maxTableSize) {
        this.table = new DynamicTable(maxTableSize);
        this.maxTableSize = maxTableSize;
        this.lowestMaxTableSize = maxTableSize;
    }

    /**
     * Changes our SETTINGS_HEADER_TABLE_SIZE, once the peer has acknowledged it. If that leaves less than the table's
     * present maximum, the next block has to begin with a table size update.
     */
    public void maxTableSize(int octets) {
        maxTableSize = octets;
        lowestMaxTableSize = Math.min(lowestMaxTableSize, octets);
    }

    /** The table as the last block left it. */
    public DynamicTable table() {
        return table;
    }

    /** Octets of the block that were read so far: what a sink asks that wants to know how many each field took. */
    public int consumed() {
        return reader.consumed();
    }

    /**
     * Decodes one whole header block. From the first field that takes the list over a limit no field is delivered; the
     * rest of the block is checked, kept in the table where the peer keeps it, and costs no other memory.
     *
     * @param block taken from its position to its limit
     * @param maxListSize how large the list may be, in octets: name, value and 32 for each field (RFC 9113 §10.5.1)
     * @param maxFields how many fields the list may have
     * @param sink told each field in order
     * @return false if the list was over one of the limits
     * @throws HpackException if the block breaks RFC 7541
     */
    public boolean decode(ByteBuffer block, int maxListSize, int maxFields, FieldSink sink) throws HpackException {
        reader.open(block);
        octetsLeft = maxListSize;
        fieldsLeft = maxFields;
        try {
            sizeUpdates();
            while (reader.hasRemaining()) {
                representation(sink);
            }
        } finally {
            reader.close();
        }
        return octetsLeft != OVER;
    }

    private void sizeUpdates() throws HpackException {
        int lowest = table.maxSize();
        for (int updates = 0; reader.hasRemaining() && isSizeUpdate(reader.peek()); updates++) {
            int size = reader.integer(5);
            if (size > maxTableSize) {
                throw new HpackException("table size update over the limit");
            }
            if (updates == 2) {
                throw new HpackException("more than two table size updates");
            }
            table.maxSize(size);
            lowest = Math.min(lowest, size);
        }
        if (lowest > lowestMaxTableSize) {
            throw new HpackException("no table size update after the limit was lowered");
        }
        lowestMaxTableSize = maxTableSize;
    }

    private static boolean isSizeUpdate(int octet) {
        return octet >>> 5 == 1;
    }

    private void representation(FieldSink sink) throws HpackException {
        if (fieldsLeft <= 0) {
            octetsLeft = OVER;
        }
        int octet = reader.peek();
        if (octet >= 0x80) {
            indexed(sink);
        } else if (octet >= 0x40) {
            literal(Representation.LITERAL_INDEXED, sink);
        } else if (isSizeUpdate(octet)) {
            throw new HpackException("table size update after a field");
        } else if (octet >= 0x10) {
            literal(Representation.NEVER_INDEXED, sink);
        } else {
            literal(Representation.LITERAL, sink);
        }
    }

    private void indexed(FieldSink sink) throws HpackException {
        int index = reader.integer(Representation.INDEXED_STATIC.prefix);
        HeaderField field = field(index);
        deliver(
                field,
                index <= StaticTable.LENGTH ? Representation.INDEXED_STATIC : Representation.INDEXED_DYNAMIC,
                sink);
    }

    private void literal(Representation representation, FieldSink sink) throws HpackException {
        int index = reader.integer(representation.prefix);
        int wanted = octetsLeft;
        if (representation == Representation.LITERAL_INDEXED) {
            wanted = Math.max(wanted, table.maxSize());
        }
        wanted = Math.max(wanted - HeaderField.OVERHEAD, OVER);
        @Nullable String name = index == 0 ? reader.string(wanted) : field(index).name();
        @Nullable String value = reader.string(name == null ? OVER : wanted - name.length());
        if (name == null || value == null) { // fits neither the list nor the table
            octetsLeft = OVER;
            if (representation == Representation.LITERAL_INDEXED) {
                table.clear();
            }
            return;
        }
        HeaderField field = new HeaderField(name, value);
        if (representation == Representation.LITERAL_INDEXED) {
            table.add(field);
        }
        deliver(field, representation, sink);
    }

    private void deliver(HeaderField field, Representation representation, FieldSink sink) {
        if (field.size() > octetsLeft) {
            octetsLeft = OVER;
            return;
        }
        octetsLeft -= field.size();
        fieldsLeft--;
        sink.field(field, representation);
    }

    private HeaderField field(int index) throws HpackException {
        if (index == 0 || index - StaticTable.LENGTH > table.length()) {
            throw new HpackException("index beyond the tables");
        }
        return index <= StaticTable.LENGTH ? StaticTable.field(index) : table.field(index - StaticTable.LENGTH - 1);
    }
}
