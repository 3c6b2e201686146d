package dev.http2bin.http2.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What stays of a stream that ended.
 *
 * @param nanos from its first HEADERS to its end; 0 where it was refused
 */
record ClosedStream(
        int id,
        StreamOutcome outcome,
        Priority priority,
        long dataIn,
        long dataOut,
        long openedNanos,
        long nanos,
        ConnectionView.Stalls stalls,
        @Nullable SentContent sent) {

    static ClosedStream of(Stream stream, StreamOutcome outcome, long now) {
        return new ClosedStream(
                stream.id(),
                outcome,
                stream.priority(),
                stream.dataIn(),
                stream.dataOut(),
                stream.openedNanos(),
                now - stream.openedNanos(),
                ConnectionView.Stalls.of(stream.stall(), now),
                stream.sentContent());
    }

    static ClosedStream refused(int id, long now) {
        return new ClosedStream(
                id, StreamOutcome.RESET_LOCAL, Priority.DEFAULT, 0, 0, now, 0, new ConnectionView.Stalls(0, 0), null);
    }
}
