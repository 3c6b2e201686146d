package dev.http2bin.bin.live;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.FrameEntry;
import dev.http2bin.http2.ledger.HeaderEntry;
import dev.http2bin.http2.ledger.Stream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one page has got to in what happens on its connection. Its connection's I/O thread alone calls it. Frames of the
 * events' own stream are no news, and neither is the room that the page makes for more: each event would bring about
 * the next.
 */
final class Watch {
    private final Connection connection;
    private final int streamId;
    private final Duration patience;
    private long nextFrame;
    private long nextBlock;
    private boolean begun;
    private boolean over;

    Watch(Connection connection, int streamId, Duration patience) {
        this.patience = patience;
        this.connection = connection;
        this.streamId = streamId;
    }

    /** What a page is to learn. */
    record News(@Nullable LiveUpdate update, boolean last, boolean stalled) {
        static final News NONE = new News(null, false, false);
        static final News GONE = new News(null, true, false);
        static final News STALLED = new News(null, true, true);
    }

    /**
     * The first look tells all that is remembered; a later one what is new since the last one, if anything is.
     *
     * @param ready whether the page has room for more
     */
    News look(boolean ready) {
        if (!begun) {
            begun = true;
            connection.wire().watch();
        }
        Stream stream = connection.stream(streamId);
        if (stream == null || !stream.sending()) {
            return News.GONE;
        }
        if (connection.waited(stream, System.nanoTime()) > patience.toNanos()) {
            return News.STALLED;
        }
        long count = connection.wire().frameCount();
        if (!ready || count == nextFrame) {
            return News.NONE;
        }
        List<FrameEntry> frames = connection.wire().framesSince(nextFrame);
        if (nextFrame > 0 && frames.stream().allMatch(this::own)) {
            nextFrame = count;
            return News.NONE;
        }
        List<HeaderEntry> headers = connection.wire().headersSince(nextBlock);
        if (!headers.isEmpty()) {
            nextBlock = headers.get(headers.size() - 1).number() + 1;
        }
        long missed = count - nextFrame - frames.size();
        nextFrame = count;
        return new News(
                LiveUpdate.of(streamId, connection.view(), missed, frames, headers),
                frames.stream().anyMatch(Watch::leaves),
                false);
    }

    private boolean own(FrameEntry frame) {
        boolean room = FrameType.of(frame.type()) == FrameType.WINDOW_UPDATE
                && frame.streamId() == 0
                && frame.direction() == Direction.IN;
        return frame.streamId() == streamId || room;
    }

    /** A connection that is to end waits for its streams: this one shall not be what it waits for. */
    private static boolean leaves(FrameEntry frame) {
        return FrameType.of(frame.type()) == FrameType.GOAWAY;
    }

    void end() {
        if (begun && !over) {
            over = true;
            connection.wire().unwatch();
        }
    }
}
