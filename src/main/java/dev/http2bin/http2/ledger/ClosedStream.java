package dev.http2bin.http2.ledger;

/**
 * What stays of a stream that ended.
 *
 * @param nanos from its first HEADERS to its end; 0 where it was refused
 */
record ClosedStream(
        int id,
        StreamOutcome outcome,
        long dataIn,
        long dataOut,
        long openedNanos,
        long nanos,
        ConnectionView.Stalls stalls) {

    static ClosedStream of(Stream stream, StreamOutcome outcome, long now) {
        return new ClosedStream(
                stream.id(),
                outcome,
                stream.dataIn(),
                stream.dataOut(),
                stream.openedNanos(),
                now - stream.openedNanos(),
                ConnectionView.Stalls.of(stream.stall(), now));
    }

    static ClosedStream refused(int id, long now) {
        return new ClosedStream(id, StreamOutcome.RESET_LOCAL, 0, 0, now, 0, new ConnectionView.Stalls(0, 0));
    }
}
