package dev.http2bin.http2.ledger;

import dev.http2bin.http2.hpack.HeaderField;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The streams of one connection: those that are open or half-closed, and the last that ended. */
final class StreamTable {
    /** Ended streams that are remembered for the views and to tell a late frame from a wrong one. */
    private static final int REMEMBERED = 128;

    private final Map<Integer, Stream> open = new HashMap<>();
    /** The open stream that was asked for last: the next frame is often its own. */
    private @Nullable Stream recent;

    private final Deque<ClosedStream> ended = new ArrayDeque<>();
    private int lastForgotten;
    private int lastId;
    private long opened;
    private long refused;
    private long lastAnswer;
    private boolean answered;

    /** Null where it is idle or closed. */
    @Nullable Stream stream(int id) {
        if (id > lastId) {
            return null;
        }
        if (recent == null || recent.id() != id) {
            recent = open.get(id);
        }
        return recent;
    }

    Collection<Stream> open() {
        return open.values();
    }

    /** The oldest first. */
    Collection<ClosedStream> ended() {
        return Collections.unmodifiableCollection(ended);
    }

    /** How a stream ended; null where it is idle, open, or ended so long ago that nobody remembers. */
    @Nullable StreamOutcome outcome(int id) {
        for (ClosedStream stream : ended) {
            if (stream.id() == id) {
                return stream.outcome();
            }
        }
        return null;
    }

    /** Whether how a stream ended may have been forgotten. */
    boolean forgot(int id) {
        return id <= lastForgotten && outcome(id) == null;
    }

    /** The highest id a client opened, accepted or not; 0 before the first. */
    int lastId() {
        return lastId;
    }

    /** Nanoseconds since one ended that its client did not give up; the most there are where none did. */
    long sinceLastAnswer(long now) {
        return answered ? now - lastAnswer : Long.MAX_VALUE;
    }

    /** How many were accepted. */
    long opened() {
        return opened;
    }

    /** How many were refused for being too many. */
    long refused() {
        return refused;
    }

    Stream open(int id, List<HeaderField> fields, long contentLength, long now, long sendWindow, long receiveWindow) {
        Stream stream = new Stream(id, fields, contentLength, now, sendWindow, receiveWindow);
        open.put(id, stream);
        lastId = id;
        opened++;
        return stream;
    }

    /** Uses up an id whose request will not be answered (RFC 9113 §5.1.1). */
    void refuse(int id, boolean overLimit, long now) {
        lastId = id;
        remember(ClosedStream.refused(id, now));
        if (overLimit) {
            refused++;
        }
    }

    void end(Stream stream, StreamOutcome outcome, long now) {
        if (outcome != StreamOutcome.RESET_REMOTE) {
            lastAnswer = now;
            answered = true;
        }
        open.remove(stream.id());
        recent = null;
        remember(ClosedStream.of(stream, outcome, now));
        stream.ended();
    }

    private void remember(ClosedStream stream) {
        if (ended.size() == REMEMBERED) {
            lastForgotten = Math.max(lastForgotten, ended.removeFirst().id());
        }
        ended.addLast(stream);
    }
}
