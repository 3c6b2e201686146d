package dev.http2bin.http2.ledger;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.hpack.DynamicTable;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.hpack.Representation;
import java.util.List;

/** What went over the wire of one connection: its last frames, its counts, both dynamic tables, the client's manner. */
public final class Wire {
    /** What somebody who looks a few times a second may miss nothing of, short of a fast download. */
    private static final int FRAMES_WATCHED = 4_096;

    private final FrameLog log;
    private final long openedNanos;
    private final WireListener listener;
    private final Tally in = new Tally();
    private final Tally out = new Tally();
    private final ClientSigns signs = new ClientSigns();
    private TableWatch inboundTable = TableWatch.NONE;
    private TableWatch outboundTable = TableWatch.NONE;
    private final HeaderLog headers = new HeaderLog();
    private List<Setting> peerSettings = List.of();
    private long lastRoundTrip = -1;
    private long lastFrameNanos;

    Wire(int frames, long openedNanos, WireListener listener) {
        this.log = new FrameLog(frames);
        this.openedNanos = openedNanos;
        this.listener = listener;
    }

    /** A frame came or left; see {@link FrameEntry} for its detail. */
    public void frame(Direction direction, int type, int flags, int streamId, int length, long detail) {
        FrameType known = FrameType.of(type);
        long now = System.nanoTime();
        lastFrameNanos = now;
        log.add(now, direction, type, flags, streamId, length, detail);
        tally(direction).frame(known);
        listener.frame(direction, known);
        if (direction == Direction.IN) {
            signs.came(now, known, flags, streamId, detail);
        } else {
            signs.sent(now, known, flags, length, detail);
        }
        switch (known) {
            case RST_STREAM -> listener.reset(direction, detail);
            case GOAWAY -> listener.goAway(direction, detail);
            default -> {}
        }
    }

    /** When the last frame came or was written, by {@link System#nanoTime}. */
    long lastFrameNanos() {
        return lastFrameNanos;
    }

    /** What the client's SETTINGS say now, in the order it first named them. */
    public void peerSettings(List<Setting> now) {
        peerSettings = now;
        signs.settings(now);
    }

    /** A priority signal came with a frame of this type, PRIORITY or HEADERS. */
    public void priority(FrameType type, StreamPriority priority) {
        signs.priority(type, priority);
    }

    /** A field of a header block was decoded or encoded. */
    public void field(Direction direction, Representation representation) {
        tally(direction).field(representation);
    }

    /**
     * A header block was decoded or encoded.
     *
     * @param octets on the wire
     * @param plain octets of its names and values
     * @param fields each of its fields; nothing where nobody watches
     */
    public void headerBlock(Direction direction, int streamId, int octets, int plain, List<FieldEntry> fields) {
        headers.add(direction, streamId, octets, plain, fields);
        tally(direction).headerBlock(octets, plain);
        tally(direction).tellFields(direction, listener);
        listener.headerBlock(direction, octets, plain);
    }

    /** A header block changed a dynamic table. */
    public void tableChanged(Direction direction) {
        watch(direction).report(direction, listener);
    }

    /** A PING of this side came back after so long. */
    public void pingAnswered(long nanos) {
        lastRoundTrip = nanos;
        signs.duties().pings().answered(System.nanoTime());
        listener.pingAnswered(nanos);
    }

    /** The client ended a request with trailers. */
    public void trailers() {
        signs.trailers();
    }

    /** The client opened a stream that the server's GOAWAY excludes. */
    public void afterGoAway() {
        signs.duties().afterGoAway(System.nanoTime());
    }

    /** The server refused a request with REFUSED_STREAM, so that the client may send it again. */
    public void refused(List<HeaderField> fields) {
        signs.refused(fields);
    }

    /** A 103 left, or did not because the stream was answered or over. */
    public void earlyHints(List<HeaderField> fields, EarlyHints outcome) {
        if (outcome == EarlyHints.SENT) {
            signs.hinted(fields);
        }
        listener.earlyHints(outcome);
    }

    /** The last frames both ways, the oldest first; at most as many as are remembered. */
    public List<FrameEntry> frames(int last) {
        return log.last(last, openedNanos);
    }

    /** Somebody follows this connection: from now on more frames are remembered, and header blocks are at all. */
    public void watch() {
        log.grow(FRAMES_WATCHED);
        headers.watch();
    }

    /** Who called {@link #watch} looks no more. */
    public void unwatch() {
        headers.unwatch();
    }

    /** Whether somebody follows this connection. */
    public boolean watched() {
        return headers.watched();
    }

    /** How many frames came and left so far: the number of the next one. */
    public long frameCount() {
        return log.written();
    }

    /** The frames from this number on that are still remembered. */
    public List<FrameEntry> framesSince(long number) {
        return log.last((int) Math.min(Integer.MAX_VALUE, log.written() - number), openedNanos);
    }

    /** The header blocks from this number on that are still remembered; nothing where nobody watched. */
    public List<HeaderEntry> headersSince(long number) {
        return headers.since(number);
    }

    /** What the client showed of itself so far. */
    public ClientView client() {
        return signs.view(System.nanoTime());
    }

    void tables(DynamicTable inbound, DynamicTable outbound) {
        inboundTable = new TableWatch(inbound);
        outboundTable = new TableWatch(outbound);
    }

    void data(Direction direction, int octets) {
        tally(direction).data(octets);
        listener.data(direction, octets);
    }

    /** The server's SETTINGS change so, once the client has acknowledged them. */
    void settingsSent(List<Setting> changes) {
        signs.duties().limitToCome(changes);
    }

    /** A request opened a stream, with which this many are open. */
    void request(int streamId, List<HeaderField> fields, int open) {
        signs.request(streamId, fields);
        signs.duties().opened(open);
    }

    /** A request came while this many streams are open, and its stream was reset instead of opened. */
    void rejected(int streamId, boolean overLimit, int open) {
        signs.duties().resetByServer(streamId);
        if (overLimit) {
            signs.duties().refusedBeyond(open);
        }
    }

    /** A stream is about to end. */
    void ends(Stream stream, StreamOutcome outcome) {
        if (outcome == StreamOutcome.RESET_REMOTE && stream.sending()) {
            signs.duties().cancelled();
        } else if (outcome == StreamOutcome.RESET_LOCAL && !stream.answered()) {
            signs.duties().resetByServer(stream.id());
        }
    }

    /** The dynamic tables go with their connection. */
    void closed() {
        inboundTable.close(Direction.IN, listener);
        outboundTable.close(Direction.OUT, listener);
    }

    /** Nanoseconds of the last PING; -1 before the first. */
    long lastRoundTrip() {
        return lastRoundTrip;
    }

    List<Setting> peerSettings() {
        return peerSettings;
    }

    Tally tally(Direction direction) {
        return direction == Direction.IN ? in : out;
    }

    DynamicTable table(Direction direction) {
        return watch(direction).table();
    }

    private TableWatch watch(Direction direction) {
        return direction == Direction.IN ? inboundTable : outboundTable;
    }
}
