package dev.http2bin.bin.connection;

import dev.http2bin.http2.ledger.ConnectionView;
import dev.http2bin.http2.ledger.ConnectionView.StreamView;
import java.util.Map;

/** The streams of a connection by their ids: those open now, and the last that ended. */
record StreamsView(
        String id, long streamsOpened, long streamsRefused, long streamsActive, Map<Integer, StreamView> streams) {

    static StreamsView of(ConnectionView view) {
        return new StreamsView(
                view.id(), view.streamsOpened(), view.streamsRefused(), view.streamsActive(), view.streams());
    }
}
