package dev.http2bin.bin.live;

import dev.http2bin.bin.connection.FramesView;
import dev.http2bin.bin.connection.FramesView.Frame;
import dev.http2bin.http2.ledger.ConnectionView;
import dev.http2bin.http2.ledger.ConnectionView.StreamView;
import dev.http2bin.http2.ledger.FieldEntry;
import dev.http2bin.http2.ledger.FrameEntry;
import dev.http2bin.http2.ledger.HeaderEntry;
import dev.http2bin.http2.ledger.HpackView;
import dev.http2bin.http2.ledger.Peer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happened on a connection since the event before, and how it is now. The names are those of {@link ConnectionView}.
 *
 * @param stream the one that carries the events
 * @param missed frames that came and went between two events, too many to be remembered
 * @param streams those that are open, and those the frames are about
 */
record LiveUpdate(
        String protocol,
        String id,
        int stream,
        Instant opened,
        Peer peer,
        long missed,
        List<Frame> frames,
        List<Block> headers,
        Map<Integer, StreamView> streams,
        Map<String, Long> settings,
        Map<String, Long> peerSettings,
        long connFlowIn,
        long connFlowOut,
        long streamsOpened,
        long streamsActive,
        ConnectionView.Traffic received,
        ConnectionView.Traffic sent,
        HpackView hpack,
        ConnectionView.Stalls connectionStalls,
        @Nullable Double roundTrip) {

    /** One header block; see {@link HeaderEntry}. */
    record Block(String direction, int streamId, int wire, int plain, List<Field> fields) {
        static Block of(HeaderEntry entry) {
            return new Block(
                    entry.direction().toString(),
                    entry.streamId(),
                    entry.wire(),
                    entry.plain(),
                    entry.fields().stream().map(Field::of).toList());
        }
    }

    /** One field of a header block; see {@link FieldEntry}. */
    record Field(String name, @Nullable String value, String representation, int plain, int wire) {
        static Field of(FieldEntry entry) {
            return new Field(
                    entry.name(), entry.value(), entry.representation().toString(), entry.plain(), entry.wire());
        }
    }

    static LiveUpdate of(
            int stream, ConnectionView view, long missed, List<FrameEntry> frames, List<HeaderEntry> headers) {
        Set<Integer> moved = frames.stream().map(FrameEntry::streamId).collect(Collectors.toSet());
        Map<Integer, StreamView> streams = new TreeMap<>(view.streams());
        streams.entrySet().removeIf(each -> each.getValue().outcome() != null && !moved.contains(each.getKey()));
        return new LiveUpdate(
                "HTTP/2",
                view.id(),
                stream,
                view.opened(),
                view.peer(),
                missed,
                FramesView.frames(frames),
                headers.stream().map(Block::of).toList(),
                streams,
                view.settings(),
                view.peerSettings(),
                view.connFlowIn(),
                view.connFlowOut(),
                view.streamsOpened(),
                view.streamsActive(),
                view.received(),
                view.sent(),
                view.hpack(),
                view.connectionStalls(),
                view.roundTrip());
    }
}
