package dev.http2bin.http2.ledger;

import dev.http2bin.http2.frame.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client by what it showed of itself on one connection.
 *
 * @param settings how it answers the server's SETTINGS
 * @param pings how it answers the server's PINGs
 * @param dependencies the tree of RFC 7540's priorities, from the streams on that depend on no other
 */
public record ClientView(
        Opening opening,
        Habits habits,
        Replies settings,
        Replies pings,
        StreamLimit streamLimit,
        Refusals refusals,
        GoAway goAway,
        Resets resets,
        Hints hints,
        List<Dependent> dependencies) {

    /**
     * How it began.
     *
     * @param settings of its first SETTINGS frame, in the order it named them
     * @param windowUpdate its first WINDOW_UPDATE on the connection, if that came before its first request
     * @param firstStreamId 0 before its first request
     * @param pseudoHeaders of its first request, in their order
     * @param priorities its PRIORITY frames before its first request, the first few
     * @param requestPriority the RFC 7540 priority on its first request's HEADERS
     * @param priorityField the {@code priority} field of its first request (RFC 9218)
     * @param hostField whether its first request has {@code host} beside {@code :authority}
     * @param cookieFields {@code cookie} fields of its first request
     */
    public record Opening(
            List<Setting> settings,
            @Nullable Long windowUpdate,
            int firstStreamId,
            List<String> pseudoHeaders,
            List<StreamPriority> priorities,
            @Nullable StreamPriority requestPriority,
            @Nullable String priorityField,
            boolean hostField,
            int cookieFields) {}

    /**
     * A stream in the tree of RFC 7540's priorities.
     *
     * @param weight 1 to 256
     * @param dependents the streams that depend on it
     */
    public record Dependent(int streamId, int weight, List<Dependent> dependents) {}

    /**
     * How it goes on.
     *
     * @param lateEnds GET and HEAD requests that announced no content and whose HEADERS had no END_STREAM
     * @param paddedFrames DATA and HEADERS frames with padding
     * @param pings PING frames that ask, not those that answer
     * @param trailers requests that ended with trailers
     * @param windowUpdates WINDOW_UPDATE frames, for the connection and for streams
     * @param refills those of them that came after the server had sent DATA
     * @param longestSilence nanoseconds between two of its frames
     */
    public record Habits(
            long lateEnds,
            long paddedFrames,
            long pings,
            long trailers,
            long windowUpdates,
            long refills,
            long longestSilence) {}

    /**
     * How it answers frames that it has to answer.
     *
     * @param answered how many it did
     * @param missing how many it did not so far
     * @param waited nanoseconds that the server has waited for these at least; 0 if none is missing
     */
    public record Replies(long answered, long missing, long waited) {}

    /**
     * How it keeps to MAX_CONCURRENT_STREAMS.
     *
     * @param limit what it acknowledged last; null before it acknowledged any
     * @param most the streams it had open at once under that limit
     * @param reached the last limit that it opened as many streams as, and no more; null if none
     * @param over streams it opened beyond every limit that it may have known
     * @param early streams that the server refused because of a limit that the client did not know yet
     */
    public record StreamLimit(
            @Nullable Long limit, int most, @Nullable Long reached, long over, long early) {}

    /**
     * What it does about requests that were refused with REFUSED_STREAM.
     *
     * @param count how many were
     * @param retries how many of them it sent again on this connection
     */
    public record Refusals(long count, long retries) {}

    /**
     * What it did after the server's GOAWAY.
     *
     * @param sent whether the server sent one
     * @param streams those it opened after that; some it may have sent before it read the GOAWAY
     * @param last nanoseconds from GOAWAY to the last of them
     */
    public record GoAway(boolean sent, long streams, long last) {}

    /**
     * Which streams were reset.
     *
     * @param cancelled those the client reset before the response was whole
     * @param byServer those the server reset before their response began
     * @param answered those of the latter that the client reset as well, later
     */
    public record Resets(long cancelled, long byServer, long answered) {}

    /**
     * What it does about 103 responses.
     *
     * @param sent how many it was sent
     * @param targets paths of this server that these asked it to load
     * @param followed those of the paths that it requested afterwards
     */
    public record Hints(long sent, int targets, int followed) {}
}
