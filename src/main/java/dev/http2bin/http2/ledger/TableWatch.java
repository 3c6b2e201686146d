package dev.http2bin.http2.ledger;

import dev.http2bin.http2.hpack.DynamicTable;
import dev.http2bin.http2.hpack.HpackDecoder;

/** Tells a listener by how much a dynamic table changed since it last told. */
final class TableWatch {
    static final TableWatch NONE = new TableWatch(new HpackDecoder(0).table());

    private final DynamicTable table;
    private long insertions;
    private long evictions;
    private int size;

    TableWatch(DynamicTable table) {
        this.table = table;
    }

    DynamicTable table() {
        return table;
    }

    void report(Direction direction, WireListener listener) {
        long inserted = table.insertions() - insertions;
        long evicted = table.evictions() - evictions;
        if (inserted > 0 || evicted > 0) {
            listener.tableChanged(direction, inserted, evicted, table.size() - size);
            insertions = table.insertions();
            evictions = table.evictions();
            size = table.size();
        }
    }

    /** The table goes with its connection. */
    void close(Direction direction, WireListener listener) {
        listener.tableChanged(direction, 0, 0, -size);
    }
}
