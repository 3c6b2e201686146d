package dev.http2bin.http2.hpack;

/**
 * Finds an entry of the encoder's dynamic table by field or by name without looking through the table.
 *
 * <p>Entries are numbered from 1 as they are inserted. A bucket holds the number of its newest entry, and each entry the
 * number of the next older one of its bucket. As the oldest entry always leaves first, a chain ends at the first number
 * that has been evicted, so an eviction needs no work here, and nothing here is allocated after construction.
 */
final class FieldIndex {

    private final DynamicTable table;
    private final int mask;
    private final long[] newestField;
    private final long[] newestName;
    private final long[] olderField;
    private final long[] olderName;

    /** @param maxTableSize what the table's maximum size will never exceed, in octets */
    FieldIndex(DynamicTable table, int maxTableSize) {
        int entries = maxTableSize / HeaderField.OVERHEAD;
        int capacity = Integer.highestOneBit(Math.max(1, entries)) << (Integer.bitCount(entries) > 1 ? 1 : 0);
        this.table = table;
        this.mask = capacity - 1;
        this.newestField = new long[capacity];
        this.newestName = new long[capacity];
        this.olderField = new long[capacity];
        this.olderName = new long[capacity];
    }

    /** Adds a field, which must fit the table, to the table and to this index. */
    void add(HeaderField field) {
        table.add(field);
        long number = table.insertions();
        int slot = (int) number & mask;
        int byField = bucket(field);
        int byName = bucket(field.name());
        olderField[slot] = newestField[byField];
        newestField[byField] = number;
        olderName[slot] = newestName[byName];
        newestName[byName] = number;
    }

    /** The index in the dynamic table of the newest entry equal to the field, or -1. */
    int field(HeaderField field) {
        for (long number = newestField[bucket(field)];
                number > table.evictions();
                number = olderField[(int) number & mask]) {
            int index = (int) (table.insertions() - number);
            HeaderField entry = table.field(index);
            if (entry.value().equals(field.value()) && entry.name().equals(field.name())) {
                return index;
            }
        }
        return -1;
    }

    /** The index in the dynamic table of the newest entry with that name, or -1. */
    int name(String name) {
        for (long number = newestName[bucket(name)];
                number > table.evictions();
                number = olderName[(int) number & mask]) {
            int index = (int) (table.insertions() - number);
            if (table.field(index).name().equals(name)) {
                return index;
            }
        }
        return -1;
    }

    private int bucket(HeaderField field) {
        return spread(31 * field.name().hashCode() + field.value().hashCode());
    }

    private int bucket(String name) {
        return spread(name.hashCode());
    }

    private int spread(int hash) {
        return (hash ^ hash >>> 16 ^ hash >>> 8) & mask;
    }
}
