package dev.http2bin.http2.metrics;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.hpack.Representation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;

/** The counters of one direction. */
final class DirectionMeters {
    final PerConstant<FrameType, ThreadSum.Cell> frames;
    final PerConstant<Representation, ThreadSum.Cell> fields;
    final ThreadSum.Cell data;
    final ThreadSum.Cell wire;
    final ThreadSum.Cell plain;
    final ThreadSum.Cell insertions;
    final ThreadSum.Cell evictions;
    private final Counter[] resets;
    private final Counter[] goAways;

    /** @param direction the tag that says which */
    DirectionMeters(Meters meters, Tags direction) {
        frames = meters.cells(MeterName.FRAMES, FrameType.class, "type", direction);
        fields = meters.cells(MeterName.HPACK_FIELDS, Representation.class, "representation", direction);
        data = meters.cell(MeterName.DATA, direction);
        wire = meters.cell(MeterName.HPACK_WIRE, direction);
        plain = meters.cell(MeterName.HPACK_PLAIN, direction);
        insertions = meters.cell(MeterName.HPACK_INSERTIONS, direction);
        evictions = meters.cell(MeterName.HPACK_EVICTIONS, direction);
        resets = byError(meters, MeterName.RESETS, direction);
        goAways = byError(meters, MeterName.GOAWAYS, direction);
    }

    /** By code; the last is for all that RFC 9113 does not know. */
    private static Counter[] byError(Meters meters, MeterName meter, Tags direction) {
        ErrorCode[] codes = ErrorCode.values();
        Counter[] counters = new Counter[codes.length + 1];
        for (ErrorCode code : codes) {
            counters[code.code()] = meters.counter(meter, direction.and("error", code.name()));
        }
        counters[codes.length] = meters.counter(meter, direction.and("error", "UNKNOWN"));
        return counters;
    }

    Counter reset(long code) {
        return resets[ErrorCode.isKnown(code) ? (int) code : resets.length - 1];
    }

    Counter goAway(long code) {
        return goAways[ErrorCode.isKnown(code) ? (int) code : goAways.length - 1];
    }
}
