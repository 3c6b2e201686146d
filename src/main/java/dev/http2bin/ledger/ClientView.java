package dev.http2bin.ledger;

import dev.http2bin.frame.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client showed of itself.
 *
 * @param settings of its first SETTINGS frame, in the order it named them
 * @param settingsAcknowledged whether it acknowledged the server's
 * @param windowUpdate its first WINDOW_UPDATE on the connection, where that came before its first request
 * @param firstStreamId 0 before its first request
 * @param pseudoHeaders of its first request, in their order
 * @param priorities its PRIORITY frames before its first request, the first few
 * @param requestPriority the RFC 7540 priority on its first request's HEADERS
 * @param priorityField the {@code priority} field of its first request (RFC 9218)
 * @param hostField whether its first request has {@code host} beside {@code :authority}
 * @param cookieFields {@code cookie} fields of its first request
 * @param lateEnds GET and HEAD requests whose HEADERS had no END_STREAM
 * @param paddedFrames DATA and HEADERS frames with padding
 * @param earlyHints 103 responses it was sent
 * @param hintedTargets paths of this server that these hinted at and that it has not requested
 * @param hintsFollowed paths that these hinted at and that it requested afterwards
 * @param windowUpdates its WINDOW_UPDATE frames, for the connection and for streams
 * @param trailers its requests that ended with trailers
 * @param longestSilence nanoseconds between two of its frames
 * @param refusals its requests that were answered with REFUSED_STREAM for a fault that was asked for
 * @param retries requests for what was refused before
 * @param goAwaySent whether the server told it to open no more streams
 * @param streamsAfterGoAway streams it opened though; some it may have sent before it read that
 * @param lastAfterGoAway nanoseconds from GOAWAY to the last of them
 */
public record ClientView(
        List<Setting> settings,
        boolean settingsAcknowledged,
        @Nullable Long windowUpdate,
        int firstStreamId,
        List<String> pseudoHeaders,
        List<StreamPriority> priorities,
        @Nullable StreamPriority requestPriority,
        @Nullable String priorityField,
        boolean hostField,
        int cookieFields,
        long lateEnds,
        long paddedFrames,
        long earlyHints,
        int hintedTargets,
        int hintsFollowed,
        long windowUpdates,
        long trailers,
        long longestSilence,
        long refusals,
        long retries,
        boolean goAwaySent,
        long streamsAfterGoAway,
        long lastAfterGoAway) {}
