package dev.http2bin.ledger;

import dev.http2bin.frame.FrameType;
import dev.http2bin.frame.Setting;
import dev.http2bin.hpack.DynamicTable;
import dev.http2bin.hpack.HeaderField;
import dev.http2bin.hpack.Representation;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/2 connection as it is now. There is no lock: its I/O thread alone calls every method but those that say
 * otherwise, and whoever else wants to know {@linkplain #ask asks} that thread for an immutable view.
 */
public final class Connection {
    /** Closed streams that are remembered for the views and to tell a late frame from a wrong one. */
    private static final int REMEMBERED = 128;

    private final String id;
    private final Peer peer;
    private final Instant opened = Instant.now();
    private final long openedNanos = System.nanoTime();
    private final Executor ioThread;
    private final WireListener listener;
    private final FrameLog log;
    private final Tally in = new Tally();
    private final Tally out = new Tally();
    private final Map<Integer, Stream> streams = new HashMap<>();
    private final Deque<ClosedStream> remembered = new ArrayDeque<>();
    private final FlowWindow sendWindow = new FlowWindow(FlowWindow.INITIAL);
    private final FlowWindow receiveWindow = new FlowWindow(FlowWindow.INITIAL);
    private final Stall stall = new Stall();
    private final List<Setting> settings;
    private List<Setting> peerSettings = List.of();
    private @Nullable Control control;
    private TableWatch inboundTable = TableWatch.NONE;
    private TableWatch outboundTable = TableWatch.NONE;
    private long lastRoundTrip = -1;
    private int lastStreamId;
    private long streamsOpened;
    private long streamsRefused;
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

    Connection(String id, Peer peer, List<Setting> settings, int frames, Executor ioThread, WireListener listener) {
        this.id = id;
        this.peer = peer;
        this.settings = settings;
        this.log = new FrameLog(frames);
        this.ioThread = ioThread;
        this.listener = listener;
        listener.connectionOpened();
    }

    /** Never used for another connection; any thread may ask. */
    public String id() {
        return id;
    }

    /** Any thread may ask. */
    public Peer peer() {
        return peer;
    }

    /** Completes when the transport is gone; any thread may ask. */
    public CompletableFuture<CloseReason> whenClosed() {
        return closed.copy();
    }

    /** What may be done to the connection; any thread may ask, once a request came. */
    public Control control() {
        if (control == null) {
            throw new IllegalStateException("connection " + id + " has not begun");
        }
        return control;
    }

    /** Has the I/O thread answer a question about this connection; any thread may ask. */
    public <T> CompletableFuture<T> ask(Function<Connection, T> question) {
        if (Objects.equals(Thread.currentThread(), ioThread)) {
            return CompletableFuture.completedFuture(question.apply(this));
        }
        return CompletableFuture.supplyAsync(() -> question.apply(this), ioThread);
    }

    /** The connection as it is now. */
    public ConnectionView view() {
        return ConnectionView.of(this, System.nanoTime());
    }

    /** The last frames both ways, the oldest first; at most as many as are remembered. */
    public List<FrameEntry> frames(int last) {
        return log.last(last, openedNanos);
    }

    /** The gate is in place; called once, before the first frame. */
    public void begin(Control control, DynamicTable inboundTable, DynamicTable outboundTable) {
        this.control = control;
        this.inboundTable = new TableWatch(inboundTable);
        this.outboundTable = new TableWatch(outboundTable);
    }

    /** A stream that is open or half-closed; null where it is idle or closed. */
    public @Nullable Stream stream(int streamId) {
        return streams.get(streamId);
    }

    public Collection<Stream> streams() {
        return streams.values();
    }

    /** How a stream ended; null where it is idle, open, or ended so long ago that nobody remembers. */
    public @Nullable StreamOutcome outcome(int streamId) {
        for (ClosedStream stream : remembered) {
            if (stream.id() == streamId) {
                return stream.outcome();
            }
        }
        return null;
    }

    /** The highest id a client opened, accepted or not; 0 before the first. */
    public int lastStreamId() {
        return lastStreamId;
    }

    public FlowWindow sendWindow() {
        return sendWindow;
    }

    public FlowWindow receiveWindow() {
        return receiveWindow;
    }

    /** What the client's SETTINGS say now, in the order it first named them. */
    public void peerSettings(List<Setting> now) {
        peerSettings = now;
    }

    public void frame(Direction direction, int type, int flags, int streamId, int length, long detail) {
        FrameType known = FrameType.of(type);
        log.add(System.nanoTime(), direction, type, flags, streamId, length, detail);
        tally(direction).frame(known);
        listener.frame(direction, known);
        switch (known) {
            case RST_STREAM -> listener.reset(direction, detail);
            case GOAWAY -> listener.goAway(direction, detail);
            default -> {}
        }
    }

    public void field(Direction direction, Representation representation) {
        tally(direction).field(representation);
        listener.field(direction, representation);
    }

    public void headerBlock(Direction direction, int wire, int plain) {
        tally(direction).headerBlock(wire, plain);
        listener.headerBlock(direction, wire, plain);
    }

    /**
     * A request opened a stream.
     *
     * @param contentLength what the request declares; -1 where it declares none
     */
    public Stream open(
            int streamId, List<HeaderField> fields, long contentLength, long sendWindow, long receiveWindow) {
        Stream stream = new Stream(streamId, fields, contentLength, System.nanoTime(), sendWindow, receiveWindow);
        streams.put(streamId, stream);
        lastStreamId = streamId;
        streamsOpened++;
        listener.streamOpened();
        return stream;
    }

    /** A request came that will not be answered: its id is used up (RFC 9113 §5.1.1). */
    public void refuse(int streamId, boolean overLimit) {
        lastStreamId = streamId;
        remember(ClosedStream.refused(streamId, System.nanoTime()));
        if (overLimit) {
            streamsRefused++;
            listener.streamRefused();
        }
    }

    /** The HEADERS of the final response left. */
    public void answered(Stream stream, boolean last) {
        long now = System.nanoTime();
        stream.answer();
        listener.firstByte(now - stream.openedNanos());
        if (!last) {
            stallWhereNoWindow(stream, now);
        }
    }

    /**
     * A DATA frame came.
     *
     * @param content octets without padding
     * @param flowControlled octets the windows count, padding included (RFC 9113 §6.1)
     */
    public void received(@Nullable Stream stream, int content, int flowControlled) {
        in.data(content);
        listener.data(Direction.IN, content);
        if (stream != null) {
            stream.received(content, flowControlled);
        }
    }

    /** A DATA frame left. */
    public void sent(Stream stream, int content, boolean last) {
        out.data(content);
        listener.data(Direction.OUT, content);
        stream.sent(content);
        sendWindow.take(content);
        stream.sendWindow().take(content);
        if (last) {
            stream.stall().forget();
            if (streams.size() == 1) {
                stall.forget();
            }
        } else {
            stallWhereNoWindow(stream, System.nanoTime());
        }
    }

    /** A PING of this side came back after so long. */
    public void pingAnswered(long nanos) {
        lastRoundTrip = nanos;
        listener.pingAnswered(nanos);
    }

    /** A header block changed a dynamic table. */
    public void tableChanged(Direction direction) {
        watch(direction).report(direction, listener);
    }

    /** Nanoseconds a response has been waiting for a window; 0 where it does not wait. */
    public long waited(Stream stream, long now) {
        if (!stream.answered() || !stream.sending()) {
            return 0;
        }
        return Math.max(stream.stall().current(now), stall.current(now));
    }

    /** A named limit stopped the client. */
    public void limitExceeded(String limit) {
        listener.limitExceeded(limit);
    }

    /** A window grew: who waited for it goes on. */
    public void windowGrew() {
        long now = System.nanoTime();
        if (sendWindow.available() > 0) {
            report(WireListener.Level.CONNECTION, stall.end(now));
        }
        for (Stream stream : streams.values()) {
            if (stream.sendWindow().available() > 0) {
                report(WireListener.Level.STREAM, stream.stall().end(now));
            }
        }
    }

    /** The client will send no more on this stream. */
    public void remoteEnded(Stream stream) {
        stream.state(stream.state().remoteEnded());
        closeWhereBothEnded(stream);
    }

    /** The server will send no more on this stream. */
    public void localEnded(Stream stream) {
        stream.state(stream.state().localEnded());
        closeWhereBothEnded(stream);
    }

    /** A stream ended, by RST_STREAM or with its connection. */
    public void ended(Stream stream, StreamOutcome outcome) {
        long now = System.nanoTime();
        report(WireListener.Level.STREAM, stream.stall().end(now));
        stream.state(StreamState.CLOSED);
        streams.remove(stream.id());
        remember(ClosedStream.of(stream, outcome, now));
        listener.streamClosed(outcome, now - stream.openedNanos());
    }

    /** The transport is gone; the first reason told stays. */
    public void closed(CloseReason reason) {
        if (!closed.isDone()) {
            report(WireListener.Level.CONNECTION, stall.end(System.nanoTime()));
            for (Stream stream : new ArrayList<>(streams.values())) {
                ended(stream, StreamOutcome.CONNECTION_LOST);
            }
            inboundTable.close(Direction.IN, listener);
            outboundTable.close(Direction.OUT, listener);
            listener.connectionClosed(reason, streamsOpened);
            closed.complete(reason);
        }
    }

    private void stallWhereNoWindow(Stream stream, long now) {
        if (sendWindow.available() <= 0) {
            stall.begin(now);
        } else if (stream.sendWindow().available() <= 0) {
            stream.stall().begin(now);
        }
    }

    private void report(WireListener.Level level, long nanos) {
        if (nanos >= 0) {
            listener.stall(level, nanos);
        }
    }

    private void closeWhereBothEnded(Stream stream) {
        if (stream.state() == StreamState.CLOSED) {
            ended(stream, StreamOutcome.COMPLETED);
        }
    }

    private void remember(ClosedStream stream) {
        if (remembered.size() == REMEMBERED) {
            remembered.removeFirst();
        }
        remembered.addLast(stream);
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

    Instant opened() {
        return opened;
    }

    Instant instant(long nanos) {
        return opened.plusNanos(nanos - openedNanos);
    }

    List<Setting> settings() {
        return settings;
    }

    List<Setting> peerSettings() {
        return peerSettings;
    }

    long streamsOpened() {
        return streamsOpened;
    }

    long streamsRefused() {
        return streamsRefused;
    }

    Deque<ClosedStream> remembered() {
        return remembered;
    }

    Stall stall() {
        return stall;
    }

    /** Nanoseconds of the last PING; -1 before the first. */
    long lastRoundTrip() {
        return lastRoundTrip;
    }
}
