package dev.http2bin.bin.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.ledger.FrameEntry;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The last frames of a connection, the oldest first: each as JSON or as a line. */
public record FramesView(String id, String protocol, List<Frame> frames) implements TextLines {

    /**
     * One frame.
     *
     * @param number counts the connection's frames from 0
     * @param at seconds since the connection opened
     * @param direction {@code in} or {@code out}, as the server sees it
     * @param type its name; a type nobody defined as hex
     * @param flags as on the wire
     * @param error what RST_STREAM and GOAWAY say
     * @param increment what WINDOW_UPDATE gives
     * @param line the frame as a line of text
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Frame(
            long number,
            BigDecimal at,
            String direction,
            int streamId,
            String type,
            int length,
            int flags,
            @Nullable String error,
            @Nullable Long increment,
            String line) {

        static Frame of(FrameEntry entry) {
            FrameType type = FrameType.of(entry.type());
            boolean fails = type == FrameType.RST_STREAM || type == FrameType.GOAWAY;
            return new Frame(
                    entry.number(),
                    BigDecimal.valueOf(entry.at().toNanos() / 1000, 6),
                    entry.direction().toString(),
                    entry.streamId(),
                    FrameType.name(entry.type()),
                    entry.length(),
                    entry.flags(),
                    fails ? ErrorCode.name(entry.detail()) : null,
                    type == FrameType.WINDOW_UPDATE ? entry.detail() : null,
                    entry.toString());
        }
    }

    static FramesView of(String id, String protocol, List<FrameEntry> entries) {
        return new FramesView(id, protocol, frames(entries));
    }

    /** Frames as the API shows them. */
    public static List<Frame> frames(List<FrameEntry> entries) {
        return entries.stream().map(Frame::of).toList();
    }

    @Override
    public Stream<String> lines() {
        return frames.stream().map(Frame::line);
    }
}
