package dev.http2bin.http2.ledger;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.hpack.Representation;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one direction of one connection carried so far. */
final class Tally {
    private static final Representation[] REPRESENTATIONS = Representation.values();

    private final long[] frames = new long[FrameType.values().length];
    private final long[] fields = new long[REPRESENTATIONS.length];
    private final long[] fieldsTold = new long[REPRESENTATIONS.length];
    private long data;
    private long headerWire;
    private long headerPlain;
    private long headerBlocks;

    @SuppressWarnings("EnumOrdinal") // an array of counters, never stored
    void frame(FrameType type) {
        frames[type.ordinal()]++;
    }

    @SuppressWarnings("EnumOrdinal")
    void field(Representation representation) {
        fields[representation.ordinal()]++;
    }

    /** Tells how many fields there were since this was last called. */
    @SuppressWarnings("EnumOrdinal")
    void tellFields(Direction direction, WireListener listener) {
        for (Representation representation : REPRESENTATIONS) {
            int i = representation.ordinal();
            if (fields[i] > fieldsTold[i]) {
                listener.fields(direction, representation, fields[i] - fieldsTold[i]);
                fieldsTold[i] = fields[i];
            }
        }
    }

    void data(int octets) {
        data += octets;
    }

    void headerBlock(int wire, int plain) {
        headerBlocks++;
        headerWire += wire;
        headerPlain += plain;
    }

    @SuppressWarnings("EnumOrdinal")
    Map<FrameType, Long> frames() {
        Map<FrameType, Long> counts = new EnumMap<>(FrameType.class);
        for (FrameType type : FrameType.values()) {
            if (frames[type.ordinal()] > 0) {
                counts.put(type, frames[type.ordinal()]);
            }
        }
        return counts;
    }

    @SuppressWarnings("EnumOrdinal")
    Map<String, Long> fields() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Representation representation : REPRESENTATIONS) {
            counts.put(representation.toString(), fields[representation.ordinal()]);
        }
        return counts;
    }

    long data() {
        return data;
    }

    long headerWire() {
        return headerWire;
    }

    long headerPlain() {
        return headerPlain;
    }

    long headerBlocks() {
        return headerBlocks;
    }
}
