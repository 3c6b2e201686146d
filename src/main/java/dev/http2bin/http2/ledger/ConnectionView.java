package dev.http2bin.http2.ledger;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One connection at one moment. Field names are those of draft-benfield-http2-debug-state-01 where it has one.
 *
 * @param version of that draft
 * @param settings the server's, by name, in the order it sent them
 * @param peerSettings the client's, by name, in the order it first sent them
 * @param connFlowIn octets of DATA the client may send on the connection now
 * @param connFlowOut octets of DATA the server may send on the connection now
 * @param streams those open now, and the last that ended
 * @param roundTrip of the last PING, in seconds; null before the first
 * @param connectionStalls waits of responses for the connection's window
 */
public record ConnectionView(
        String version,
        String id,
        Instant opened,
        Peer peer,
        Map<String, Long> settings,
        Map<String, Long> peerSettings,
        long connFlowIn,
        long connFlowOut,
        long streamsOpened,
        long streamsRefused,
        long streamsActive,
        Map<Integer, StreamView> streams,
        Traffic received,
        Traffic sent,
        HpackView hpack,
        Stalls connectionStalls,
        @Nullable Double roundTrip) {

    /** What one direction carried: frames by type, octets of DATA content. */
    public record Traffic(Map<FrameType, Long> frames, long data) {}

    /** Waits for a window: how many, and their seconds together. */
    public record Stalls(long count, double seconds) {
        static Stalls of(Stall stall, long now) {
            return new Stalls(stall.count(), toSeconds(stall.nanos(now)));
        }
    }

    /**
     * One stream.
     *
     * @param state as RFC 9113 §5.1 names it
     * @param outcome how it ended, as meters name it: {@code reset_local}; null while it is open
     * @param priority how urgent its response is, as the field of RFC 9218 says it: {@code u=3}, {@code u=0, i}
     * @param flowIn octets the client may send on it; 0 once it ended
     * @param flowOut octets the server may send on it; 0 once it ended
     * @param seconds from its HEADERS to its end, or to now
     * @param content of its response, as far as it was sent; null before the first DATA frame
     */
    public record StreamView(
            String state,
            @Nullable String outcome,
            String priority,
            long flowIn,
            long flowOut,
            long dataIn,
            long dataOut,
            Instant created,
            double seconds,
            Stalls stalls,
            @Nullable Content content) {}

    /**
     * When the content of one response was sent.
     *
     * @param first seconds from the stream's HEADERS to the first DATA frame
     * @param last seconds from the stream's HEADERS to the last DATA frame so far
     * @param interleaved octets of other responses' content that left between these two
     */
    public record Content(double first, double last, long interleaved) {
        static @Nullable Content of(@Nullable SentContent sent) {
            return sent == null
                    ? null
                    : new Content(toSeconds(sent.first()), toSeconds(sent.last()), sent.interleaved());
        }
    }

    static ConnectionView of(Connection connection, long now) {
        Map<Integer, StreamView> streams = new TreeMap<>();
        connection.streamTable().ended().forEach(stream -> streams.put(stream.id(), ended(connection, stream)));
        connection.streams().forEach(stream -> streams.put(stream.id(), open(connection, stream, now)));
        return new ConnectionView(
                "draft-01",
                connection.id(),
                connection.opened(),
                connection.peer(),
                named(connection.settings()),
                named(connection.wire().peerSettings()),
                connection.receiveWindow().available(),
                connection.sendWindow().available(),
                connection.streamTable().opened(),
                connection.streamTable().refused(),
                connection.streams().size(),
                streams,
                traffic(connection.wire().tally(Direction.IN)),
                traffic(connection.wire().tally(Direction.OUT)),
                HpackView.of(connection),
                Stalls.of(connection.flow().stall(), now),
                connection.wire().lastRoundTrip() < 0
                        ? null
                        : toSeconds(connection.wire().lastRoundTrip()));
    }

    /** The same without the dynamic tables, which hold values that are the client's alone. */
    public ConnectionView withoutFields() {
        return new ConnectionView(
                version,
                id,
                opened,
                peer,
                settings,
                peerSettings,
                connFlowIn,
                connFlowOut,
                streamsOpened,
                streamsRefused,
                streamsActive,
                streams,
                received,
                sent,
                hpack.withoutTables(),
                connectionStalls,
                roundTrip);
    }

    private static StreamView open(Connection connection, Stream stream, long now) {
        return new StreamView(
                stream.state().toString(),
                null,
                stream.priority().toString(),
                stream.receiveWindow().available(),
                stream.sendWindow().available(),
                stream.dataIn(),
                stream.dataOut(),
                connection.instant(stream.openedNanos()),
                toSeconds(now - stream.openedNanos()),
                Stalls.of(stream.stall(), now),
                Content.of(stream.sentContent()));
    }

    private static StreamView ended(Connection connection, ClosedStream stream) {
        return new StreamView(
                StreamState.CLOSED.toString(),
                stream.outcome().toString(),
                stream.priority().toString(),
                0,
                0,
                stream.dataIn(),
                stream.dataOut(),
                connection.instant(stream.openedNanos()),
                toSeconds(stream.nanos()),
                stream.stalls(),
                Content.of(stream.sent()));
    }

    private static Traffic traffic(Tally tally) {
        return new Traffic(tally.frames(), tally.data());
    }

    private static Map<String, Long> named(List<Setting> settings) {
        Map<String, Long> values = new LinkedHashMap<>();
        settings.forEach(setting -> values.put(setting.name(), setting.value()));
        return values;
    }

    private static double toSeconds(long nanos) {
        return nanos / 1e9;
    }
}
