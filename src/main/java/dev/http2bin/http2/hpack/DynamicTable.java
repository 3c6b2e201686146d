package dev.http2bin.http2.hpack;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dynamic table of one direction of a connection (RFC 7541 §2.3.2): a ring of fields, the oldest of which leave when
 * a new one needs their room. Not thread-safe.
 */
public final class DynamicTable {
    /** The SETTINGS_HEADER_TABLE_SIZE that each side starts with, in octets (RFC 9113 §6.5.2). */
    public static final int INITIAL_SIZE = 4096;

    private @Nullable HeaderField[] ring = new @Nullable HeaderField[16];
    private int length;
    private int size;
    private int maxSize;
    private long insertions;
    private long evictions;

    DynamicTable(int maxSize) {
        this.maxSize = maxSize;
    }

    /** The sum of the sizes of the entries, in octets (RFC 7541 §4.1). */
    public int size() {
        return size;
    }

    /** What {@link #size()} may reach, in octets. */
    public int maxSize() {
        return maxSize;
    }

    /** The number of entries. */
    public int length() {
        return length;
    }

    /** Entries ever added. One larger than the whole table is never an entry. */
    public long insertions() {
        return insertions;
    }

    /** Entries that had to leave. */
    public long evictions() {
        return evictions;
    }

    /**
     * An entry.
     *
     * @param index 0 for the newest entry
     * @throws IndexOutOfBoundsException at {@link #length()} and beyond
     */
    public HeaderField field(int index) {
        HeaderField field = index < 0 || index >= length ? null : ring[slot(index)];
        if (field == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return field;
    }

    /** The entries as they are now, newest first. */
    public List<HeaderField> entries() {
        HeaderField[] entries = new HeaderField[length];
        Arrays.setAll(entries, this::field);
        return List.of(entries);
    }

    /** Resizes the table, evicting what no longer fits (RFC 7541 §4.3). */
    void maxSize(int octets) {
        maxSize = octets;
        evictDownTo(octets);
    }

    /** Makes room and adds the field; one larger than the table leaves it empty (RFC 7541 §4.4). */
    void add(HeaderField field) {
        int cost = field.size();
        if (cost > maxSize) {
            clear();
            return;
        }
        evictDownTo(maxSize - cost);
        if (length == ring.length) {
            grow();
        }
        ring[(int) insertions & (ring.length - 1)] = field;
        insertions++;
        length++;
        size += cost;
    }

    void clear() {
        evictDownTo(0);
    }

    private void evictDownTo(int octets) {
        while (size > octets) {
            size -= field(length - 1).size();
            ring[slot(length - 1)] = null;
            length--;
            evictions++;
        }
    }

    private void grow() {
        @Nullable HeaderField[] larger = new @Nullable HeaderField[ring.length * 2];
        for (int index = 0; index < length; index++) {
            larger[(int) (insertions - 1 - index) & (larger.length - 1)] = field(index);
        }
        ring = larger;
    }

    private int slot(int index) {
        return (int) (insertions - 1 - index) & (ring.length - 1);
    }
}
