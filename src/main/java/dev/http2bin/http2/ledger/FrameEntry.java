package dev.http2bin.http2.ledger;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameType;
import java.time.Duration;

/**
 * One frame as it was on the wire.
 *
 * @param number counts the connection's frames from 0
 * @param at since the connection opened
 * @param detail the error code of RST_STREAM and GOAWAY, the increment of WINDOW_UPDATE, else 0
 */
public record FrameEntry(
        long number, Duration at, Direction direction, int streamId, int type, int length, int flags, long detail) {

    /** The frame as a line of a trace: {@code > 3 HEADERS 41 END_HEADERS END_STREAM}. */
    @Override
    public String toString() {
        String line = direction.arrow() + " " + FrameHeader.describe(streamId, type, length, flags);
        return switch (FrameType.of(type)) {
            case RST_STREAM, GOAWAY -> line + " " + ErrorCode.name(detail);
            case WINDOW_UPDATE -> line + " +" + detail;
            default -> line;
        };
    }
}
