package dev.http2bin.http2.ledger;

import java.util.List;

/**
 * One header block.
 *
 * @param number counts the connection's header blocks while somebody watches
 * @param wire its octets on the wire
 * @param plain octets of its names and values
 */
public record HeaderEntry(
        long number, Direction direction, int streamId, int wire, int plain, List<FieldEntry> fields) {}
