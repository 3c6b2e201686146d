package dev.http2bin.http2.hpack;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Encodes the header blocks of one direction of a connection (RFC 7541 §3). Not thread-safe.
 *
 * <p>A field that is in a table becomes an index, any other a literal that enters the table, except:
 *
 * <ul>
 *   <li>authorization, proxy-authorization and set-cookie, and cookies of less than 20 octets, are never indexed: who can
 *       make a client send guesses learns from the length of a block whether one is in the table, and a short secret is
 *       guessed soon (RFC 7541 §7.1.3). A longer cookie does not yield to guesses, as only the whole value matches,
 *       and crumbs (RFC 9113 §8.2.3) repeat in each request, so they are indexed.
 *   <li>:path seldom repeats, so it stays out of the table.
 *   <li>A field larger than three quarters of the table would empty it, so it stays out as well.
 * </ul>
 */
public final class HpackEncoder {

    /** An integer of 31 bits: a full prefix and five octets. */
    private static final int MAX_INTEGER = 6;

    private static final int SHORT_COOKIE = 20;

    private final int maxTableSize;
    private final boolean huffman;
    private final DynamicTable table;
    private final FieldIndex index;

    private long peerSetting = DynamicTable.INITIAL_SIZE;
    /** The sizes to announce in the next block: the lowest since the last one, and the final one. */
    private int lowestTableSize;

    private int tableSize;
    private boolean updateDue;

    /**
     * An encoder with an empty table.
     *
     * @param maxTableSize the largest table this encoder keeps, in octets; 0 for blocks that need no dynamic table
     * @param huffman whether strings are Huffman-coded where that is not longer
     */
    public HpackEncoder(int maxTableSize, boolean huffman) {
        this.maxTableSize = maxTableSize;
        this.huffman = huffman;
        this.tableSize = Math.min(maxTableSize, DynamicTable.INITIAL_SIZE);
        this.lowestTableSize = tableSize;
        // Without a table there is nothing to keep in step, and no reason to announce that.
        this.updateDue = tableSize > 0 && tableSize < DynamicTable.INITIAL_SIZE;
        this.table = new DynamicTable(tableSize);
        this.index = new FieldIndex(table, maxTableSize);
    }

    /**
     * Takes the peer's SETTINGS_HEADER_TABLE_SIZE; the next block begins with the table size updates that it calls for
     * (RFC 7541 §4.2).
     *
     * @param settingsValue octets, from 0 to 2<sup>32</sup> - 1
     */
    public void peerTableSize(long settingsValue) {
        int size = (int) Math.min(settingsValue, maxTableSize);
        updateDue |= size != tableSize || settingsValue < peerSetting;
        peerSetting = settingsValue;
        tableSize = size;
        lowestTableSize = Math.min(lowestTableSize, size);
    }

    /** The table as the last block left it. */
    public DynamicTable table() {
        return table;
    }

    /** What {@link #encode} needs at most for these fields, in octets. */
    public static int maxEncodedSize(List<HeaderField> fields) {
        int size = 2 * MAX_INTEGER;
        for (HeaderField field : fields) {
            size += 1
                    + MAX_INTEGER
                    + field.name().length()
                    + MAX_INTEGER
                    + field.value().length();
        }
        return size;
    }

    /** Encodes the fields as one header block; see {@link #encode(List, ByteBuffer, FieldSink)}. */
    public void encode(List<HeaderField> fields, ByteBuffer dst) {
        encode(fields, dst, (field, representation) -> {});
    }

    /**
     * Encodes the fields, in their order, as one header block.
     *
     * @param dst has {@link #maxEncodedSize} octets left; its position moves behind the block
     * @param observer told each field and the representation chosen
     * @throws BufferOverflowException if {@code dst} has less room; nothing has happened then
     */
    public void encode(List<HeaderField> fields, ByteBuffer dst, FieldSink observer) {
        if (dst.remaining() < maxEncodedSize(fields)) {
            throw new BufferOverflowException();
        }
        if (updateDue) {
            sizeUpdates(dst);
        }
        for (HeaderField field : fields) {
            observer.field(field, encode(field, dst));
        }
    }

    private void sizeUpdates(ByteBuffer dst) {
        if (lowestTableSize < Math.min(tableSize, table.maxSize())) {
            integer(0x20, 5, lowestTableSize, dst);
            table.maxSize(lowestTableSize);
        }
        integer(0x20, 5, tableSize, dst);
        table.maxSize(tableSize);
        lowestTableSize = tableSize;
        updateDue = false;
    }

    private Representation encode(HeaderField field, ByteBuffer dst) {
        int name = StaticTable.name(field.name());
        int whole = name == 0 ? 0 : StaticTable.value(name, field.value());
        if (whole != 0) {
            return indexed(Representation.INDEXED_STATIC, whole, dst);
        }
        Representation representation = literal(name, field);
        if (representation == Representation.LITERAL_INDEXED) {
            int entry = index.field(field);
            if (entry >= 0) {
                return indexed(Representation.INDEXED_DYNAMIC, StaticTable.LENGTH + 1 + entry, dst);
            }
        }
        if (name == 0) {
            name = StaticTable.LENGTH + 1 + index.name(field.name());
            name = name == StaticTable.LENGTH ? 0 : name;
        }
        integer(representation.pattern, representation.prefix, name, dst);
        if (name == 0) {
            string(field.name(), dst);
        }
        string(field.value(), dst);
        if (representation == Representation.LITERAL_INDEXED) {
            index.add(field);
        }
        return representation;
    }

    private Representation literal(int staticName, HeaderField field) {
        return switch (staticName) {
            case StaticTable.AUTHORIZATION, StaticTable.PROXY_AUTHORIZATION, StaticTable.SET_COOKIE ->
                Representation.NEVER_INDEXED;
            case StaticTable.COOKIE ->
                field.value().length() < SHORT_COOKIE ? Representation.NEVER_INDEXED : indexedIfItFits(field);
            case StaticTable.PATH -> Representation.LITERAL;
            default -> indexedIfItFits(field);
        };
    }

    private Representation indexedIfItFits(HeaderField field) {
        return field.size() <= table.maxSize() / 4 * 3 ? Representation.LITERAL_INDEXED : Representation.LITERAL;
    }

    private static Representation indexed(Representation representation, int index, ByteBuffer dst) {
        integer(representation.pattern, representation.prefix, index, dst);
        return representation;
    }

    private void string(String text, ByteBuffer dst) {
        int encoded = huffman ? Huffman.encodedLength(text) : Integer.MAX_VALUE;
        if (encoded <= text.length()) {
            integer(0x80, 7, encoded, dst);
            Huffman.encode(text, dst);
        } else {
            integer(0, 7, text.length(), dst);
            for (int i = 0; i < text.length(); i++) {
                dst.put((byte) Huffman.octet(text, i));
            }
        }
    }

    /** RFC 7541 §5.1. */
    static void integer(int pattern, int prefix, int value, ByteBuffer dst) {
        int mask = (1 << prefix) - 1;
        if (value < mask) {
            dst.put((byte) (pattern | value));
            return;
        }
        dst.put((byte) (pattern | mask));
        int rest = value - mask;
        for (; rest >= 0x80; rest >>>= 7) {
            dst.put((byte) (rest | 0x80));
        }
        dst.put((byte) rest);
    }
}
