package dev.http2bin.http2.hpack;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the header blocks of one direction of a connection (RFC 7541 §3), each whole or in fragments, which are not kept:
 * between two of them it holds one field at most, as far as the list or the table has room for it. Not thread-safe. After
 * an {@link HpackException} the table is out of step with the peer, and the connection has to end.
 */
public final class HpackDecoder {
    /** What the next octet belongs to. */
    private enum Part {
        FIELD,
        SIZE_UPDATE,
        INDEX,
        NAME,
        VALUE
    }

    private static final int OVER = -1;

    /** Table size updates have to come before the first field. */
    private static final int TOO_LATE = -1;

    private static final FieldSink NOWHERE = (field, representation) -> {};
    private static final String COOKIE = "cookie";

    private final DynamicTable table;
    private final BlockReader reader = new BlockReader();
    /** Our setting, and its lowest value since the last block (RFC 7541 §4.2). */
    private int maxTableSize;

    private int lowestMaxTableSize;
    private Part part = Part.FIELD;
    private FieldSink sink = NOWHERE;
    /** Octets and fields that may still be delivered; {@link #OVER} octets once the list is over a limit. */
    private int octetsLeft;

    private int fieldsLeft;
    private boolean crumbs;
    /** Table size updates of the block so far, and the lowest size; {@link #TOO_LATE} behind a field. */
    private int updates;

    private int lowestUpdate;
    private Representation representation = Representation.LITERAL;
    /** The name of the literal that is being read; null if it is too long to be wanted. */
    private @Nullable String name;

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

    /** Decodes one whole header block, as {@link #begin}, {@link #fragment} and {@link #end} do. */
    public boolean decode(ByteBuffer block, int maxListSize, int maxFields, FieldSink sink) throws HpackException {
        begin(maxListSize, maxFields, sink);
        fragment(block);
        return end();
    }

    /**
     * Begins a header block. From the first field that takes the list over a limit no field is delivered; the rest of the
     * block is checked, kept in the table where the peer keeps it, and costs no other memory.
     *
     * @param maxListSize how large the list may be, in octets: name, value and 32 for each field (RFC 9113 §10.5.1)
     * @param maxFields how many fields the list may have; the crumbs of a cookie are one (RFC 9113 §8.2.3)
     * @param sink told each field in order
     */
    public void begin(int maxListSize, int maxFields, FieldSink sink) {
        reader.begin();
        this.sink = sink;
        octetsLeft = maxListSize;
        fieldsLeft = maxFields;
        crumbs = false;
        part = Part.FIELD;
        updates = 0;
        lowestUpdate = table.maxSize();
    }

    /**
     * Decodes the next part of the block, which may end anywhere.
     *
     * @param fragment taken from its position to its limit
     * @throws HpackException if the block breaks RFC 7541
     */
    public void fragment(ByteBuffer fragment) throws HpackException {
        reader.open(fragment);
        try {
            while (advance()) {
                // each turn ends a field
            }
        } finally {
            reader.close();
        }
    }

    /**
     * Ends the block.
     *
     * @return false if the list was over one of the limits
     * @throws HpackException if the block ends amid a field
     */
    public boolean end() throws HpackException {
        sink = NOWHERE;
        if (part != Part.FIELD) {
            throw new HpackException(
                    reader.insideString() ? "string goes beyond the header block" : "header block is truncated");
        }
        if (updates != TOO_LATE) {
            endSizeUpdates();
        }
        return octetsLeft != OVER;
    }

    /** Reads on to the next field's begin, or returns false if that needs more octets. */
    private boolean advance() throws HpackException {
        return switch (part) {
            case FIELD -> field();
            case SIZE_UPDATE -> sizeUpdate();
            case INDEX -> index();
            case NAME -> name();
            case VALUE -> value();
        };
    }

    private boolean field() throws HpackException {
        if (!reader.hasRemaining()) {
            return false;
        }
        int octet = reader.peek();
        if (octet >= 0x80) {
            representation = Representation.INDEXED_STATIC;
        } else if (octet >= 0x40) {
            representation = Representation.LITERAL_INDEXED;
        } else if (octet >= 0x20) {
            part = Part.SIZE_UPDATE;
            return true;
        } else {
            representation = octet >= 0x10 ? Representation.NEVER_INDEXED : Representation.LITERAL;
        }
        if (updates != TOO_LATE) {
            endSizeUpdates();
        }
        return index();
    }

    private boolean sizeUpdate() throws HpackException {
        if (updates == TOO_LATE) {
            throw new HpackException("table size update after a field");
        }
        int size = reader.integer(5);
        if (size == BlockReader.MORE) {
            return false;
        }
        if (size > maxTableSize) {
            throw new HpackException("table size update over the limit");
        }
        if (++updates > 2) {
            throw new HpackException("more than two table size updates");
        }
        table.maxSize(size);
        lowestUpdate = Math.min(lowestUpdate, size);
        part = Part.FIELD;
        return true;
    }

    /** The first field, or the block's end, is there. */
    private void endSizeUpdates() throws HpackException {
        if (lowestUpdate > lowestMaxTableSize) {
            throw new HpackException("no table size update after the limit was lowered");
        }
        lowestMaxTableSize = maxTableSize;
        updates = TOO_LATE;
    }

    private boolean index() throws HpackException {
        int index = reader.integer(representation.prefix);
        if (index == BlockReader.MORE) {
            part = Part.INDEX;
            return false;
        }
        if (representation == Representation.INDEXED_STATIC) {
            part = Part.FIELD;
            indexed(index);
            return true;
        }
        return index == 0 ? name() : named(field(index).name());
    }

    private void indexed(int index) throws HpackException {
        HeaderField field = field(index);
        count(field.name());
        deliver(field, index <= StaticTable.LENGTH ? Representation.INDEXED_STATIC : Representation.INDEXED_DYNAMIC);
    }

    private boolean name() throws HpackException {
        if (!reader.string(wanted())) {
            part = Part.NAME;
            return false;
        }
        return named(reader.string());
    }

    private boolean named(@Nullable String name) throws HpackException {
        this.name = name;
        if (name != null) {
            count(name);
        }
        return value();
    }

    private boolean value() throws HpackException {
        String name = this.name;
        if (!reader.string(name == null ? OVER : wanted() - name.length())) {
            part = Part.VALUE;
            return false;
        }
        literal(name, reader.string());
        this.name = null;
        part = Part.FIELD;
        return true;
    }

    private void literal(@Nullable String name, @Nullable String value) {
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
        deliver(field, representation);
    }

    /** How many octets of name and value the list or the table has room for; negative if neither has any. */
    private int wanted() {
        int wanted = octetsLeft;
        if (representation == Representation.LITERAL_INDEXED) {
            wanted = Math.max(wanted, table.maxSize());
        }
        return Math.max(wanted - HeaderField.OVERHEAD, OVER);
    }

    /** Counts a field, or a cookie's crumb, whose size alone counts if it is not the first. */
    private void count(String name) {
        if (name.equals(COOKIE)) {
            if (crumbs) {
                return;
            }
            crumbs = true;
        }
        if (--fieldsLeft < 0) {
            octetsLeft = OVER;
        }
    }

    private void deliver(HeaderField field, Representation representation) {
        if (field.size() > octetsLeft) {
            octetsLeft = OVER;
            return;
        }
        octetsLeft -= field.size();
        sink.field(field, representation);
    }

    private HeaderField field(int index) throws HpackException {
        if (index == 0 || index - StaticTable.LENGTH > table.length()) {
            throw new HpackException("index beyond the tables");
        }
        return index <= StaticTable.LENGTH ? StaticTable.field(index) : table.field(index - StaticTable.LENGTH - 1);
    }
}
