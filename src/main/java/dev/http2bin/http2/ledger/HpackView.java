package dev.http2bin.http2.ledger;

import dev.http2bin.http2.hpack.DynamicTable;
import dev.http2bin.http2.hpack.HeaderField;
import java.util.List;
import java.util.Map;

/**
 * HPACK of one connection at one moment: what the header blocks of both directions cost, and both dynamic tables.
 *
 * @param inboundDynamicHeaderTable what the client may refer to, the newest entry first
 * @param outboundDynamicHeaderTable what the server may refer to, the newest entry first
 */
public record HpackView(
        int inboundTableSize,
        int outboundTableSize,
        List<HeaderField> inboundDynamicHeaderTable,
        List<HeaderField> outboundDynamicHeaderTable,
        Blocks inbound,
        Blocks outbound) {

    /**
     * The header blocks of one direction.
     *
     * @param fields how many by their representation, as meters name it: {@code indexed_static}
     * @param wire their octets on the wire
     * @param plain octets of their names and values before compression
     * @param savings the part of {@code plain} that did not have to be sent, 0 to 1; below 0 where blocks grew
     * @param maxTableSize the most the table may hold now
     */
    public record Blocks(
            long blocks,
            Map<String, Long> fields,
            long wire,
            long plain,
            double savings,
            long insertions,
            long evictions,
            int maxTableSize) {}

    static HpackView of(Connection connection) {
        DynamicTable in = connection.wire().table(Direction.IN);
        DynamicTable out = connection.wire().table(Direction.OUT);
        return new HpackView(
                in.size(),
                out.size(),
                in.entries(),
                out.entries(),
                blocks(connection.wire().tally(Direction.IN), in),
                blocks(connection.wire().tally(Direction.OUT), out));
    }

    private static Blocks blocks(Tally tally, DynamicTable table) {
        double savings = tally.headerPlain() == 0 ? 0 : 1 - (double) tally.headerWire() / tally.headerPlain();
        return new Blocks(
                tally.headerBlocks(),
                tally.fields(),
                tally.headerWire(),
                tally.headerPlain(),
                savings,
                table.insertions(),
                table.evictions(),
                table.maxSize());
    }

    /** The same figures without the tables, which hold values that are the client's alone. */
    public HpackView withoutTables() {
        return new HpackView(inboundTableSize, outboundTableSize, List.of(), List.of(), inbound, outbound);
    }
}
