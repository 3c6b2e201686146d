package dev.http2bin.http2.ledger;

import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.hpack.DynamicTable;
import dev.http2bin.http2.hpack.HeaderField;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
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
    private final String id;
    private final Peer peer;
    private List<Setting> settings;
    private final Instant opened = Instant.now();
    private final long openedNanos = System.nanoTime();
    private final Executor ioThread;
    private final WireListener listener;
    private final Wire wire;
    private final StreamTable streams = new StreamTable();
    private final FlowControl flow;
    private @Nullable Control control;
    private @Nullable SendCredit sendCredit;
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

    Connection(String id, Peer peer, List<Setting> settings, int frames, Executor ioThread, WireListener listener) {
        this.id = id;
        this.peer = peer;
        this.settings = settings;
        this.ioThread = ioThread;
        this.listener = listener;
        this.wire = new Wire(frames, openedNanos, listener);
        this.flow = new FlowControl(listener);
        wire.settingsSent(settings);
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

    /** What responses may send now. */
    public SendCredit sendCredit() {
        if (sendCredit == null) {
            throw new IllegalStateException("connection " + id + " has not begun");
        }
        return sendCredit;
    }

    /** Whether the calling thread is the connection's I/O thread; any thread may ask. */
    public boolean isOnIoThread() {
        return Objects.equals(Thread.currentThread(), ioThread);
    }

    /** Drains the connection, be it one that just begins; any thread may, and {@link Control#drain} says what comes of it. */
    public CompletableFuture<Void> drain() {
        return ask(Connection::control).thenCompose(Control::drain); // the I/O thread finds it begun
    }

    /** Has the I/O thread answer a question about this connection; any thread may ask. */
    public <T> CompletableFuture<T> ask(Function<Connection, T> question) {
        if (isOnIoThread()) {
            return CompletableFuture.completedFuture(question.apply(this));
        }
        return CompletableFuture.supplyAsync(() -> question.apply(this), ioThread);
    }

    /** The connection as it is now. */
    public ConnectionView view() {
        return ConnectionView.of(this, System.nanoTime());
    }

    /** The gate is in place; called once, before the first frame. */
    public void begin(Control control, SendCredit sendCredit, DynamicTable inboundTable, DynamicTable outboundTable) {
        this.control = control;
        this.sendCredit = sendCredit;
        wire.tables(inboundTable, outboundTable);
    }

    /** Frames and header blocks. */
    public Wire wire() {
        return wire;
    }

    /** A stream that is open or half-closed; null where it is idle or closed. */
    public @Nullable Stream stream(int streamId) {
        return streams.stream(streamId);
    }

    public Collection<Stream> streams() {
        return streams.open();
    }

    /** Whether a client has not used this id yet, or never may (RFC 9113 §5.1.1). */
    public boolean isIdle(int streamId) {
        return streamId > streams.lastId() || streamId % 2 == 0;
    }

    /** How a stream ended; null where it is idle, open, or ended so long ago that nobody remembers. */
    public @Nullable StreamOutcome outcome(int streamId) {
        return streams.outcome(streamId);
    }

    /** Whether a stream may have ended so long ago that the connection has forgotten how. */
    public boolean forgot(int streamId) {
        return streams.forgot(streamId);
    }

    /** The highest id a client opened, accepted or not; 0 before the first. */
    public int lastStreamId() {
        return streams.lastId();
    }

    /** Nanoseconds since a stream ended that its client did not give up; {@link Long#MAX_VALUE} where none did. */
    public long sinceLastAnswer(long now) {
        return streams.sinceLastAnswer(now);
    }

    public FlowWindow sendWindow() {
        return flow.send();
    }

    public FlowWindow receiveWindow() {
        return flow.receive();
    }

    /**
     * A request opened a stream.
     *
     * @param contentLength what the request declares; -1 where it declares none
     */
    public Stream open(
            int streamId, List<HeaderField> fields, long contentLength, long sendWindow, long receiveWindow) {
        Stream stream = streams.open(streamId, fields, contentLength, System.nanoTime(), sendWindow, receiveWindow);
        wire.request(streamId, fields, streams.open().size());
        listener.streamOpened();
        return stream;
    }

    /** A request came that will not be answered: its id is used up (RFC 9113 §5.1.1). */
    public void refuse(int streamId, boolean overLimit) {
        streams.refuse(streamId, overLimit, System.nanoTime());
        wire.rejected(streamId, overLimit, streams.open().size());
        if (overLimit) {
            listener.streamRefused();
        }
    }

    /** A limit stopped the client. */
    public void limitExceeded(Limit limit) {
        listener.limitExceeded(limit);
    }

    /** The HEADERS of the final response left. */
    public void answered(Stream stream) {
        stream.answer();
        listener.firstByte(System.nanoTime() - stream.openedNanos());
    }

    /**
     * A DATA frame came.
     *
     * @param content octets without padding
     * @param flowControlled octets the windows count, padding included (RFC 9113 §6.1)
     */
    public void received(@Nullable Stream stream, int content, int flowControlled) {
        wire.data(Direction.IN, content);
        if (stream != null) {
            stream.received(content, flowControlled);
        }
    }

    /** A DATA frame left, the last frame that was written. */
    public void sent(Stream stream, int content) {
        wire.data(Direction.OUT, content);
        if (content > 0) {
            stream.sent(content, wire.tally(Direction.OUT).data(), wire.lastFrameNanos());
        }
        flow.sent(stream, content);
    }

    /** A response wants to send and cannot, still or again: it waits for each window that is used up. */
    public void waits(Stream stream) {
        flow.waits(stream, System.nanoTime());
    }

    /** A response waits no more, because it may send or is over. */
    public void waitsNoMore(Stream stream) {
        flow.waitsNoMore(stream, System.nanoTime());
    }

    /**
     * A response that could have sent let others go first.
     *
     * @param nanos how long it waited
     * @param bytes of the others that left meanwhile
     */
    public void passedOver(Stream stream, long nanos, long bytes) {
        listener.passedOver(stream.priority().urgency(), nanos, bytes);
    }

    /** Nanoseconds a response has been waiting for a window; 0 if it does not wait. */
    public long waited(Stream stream, long now) {
        return flow.waited(stream, now);
    }

    /** Nanoseconds that a response waited for its own window so far. */
    public long waitedInAll(Stream stream, long now) {
        return stream.stall().nanos(now);
    }

    /** Nanoseconds that responses waited for the connection's window so far. */
    public long waitedInAll(long now) {
        return flow.stall().nanos(now);
    }

    /** Whether a response waits for the connection's window. */
    public boolean waitsForConnection(Stream stream) {
        return flow.waitsForConnection(stream);
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

    private void closeWhereBothEnded(Stream stream) {
        if (stream.state() == StreamState.CLOSED) {
            ended(stream, StreamOutcome.COMPLETED);
        }
    }

    /** A stream ended, by RST_STREAM or with its connection. */
    public void ended(Stream stream, StreamOutcome outcome) {
        long now = System.nanoTime();
        wire.ends(stream, outcome);
        flow.waitsNoMore(stream, now);
        streams.end(stream, outcome, now);
        listener.streamClosed(outcome, now - stream.openedNanos());
    }

    /** The transport is gone; the first reason told stays. */
    public void closed(CloseReason reason) {
        if (!closed.isDone()) {
            for (Stream stream : List.copyOf(streams.open())) {
                ended(stream, StreamOutcome.CONNECTION_LOST);
            }
            wire.closed();
            listener.connectionClosed(reason, streams.opened());
            closed.complete(reason);
        }
    }

    Instant opened() {
        return opened;
    }

    Instant instant(long nanos) {
        return opened.plusNanos(nanos - openedNanos);
    }

    /** The server sent another SETTINGS frame; each entry takes the place of the one before, if there was one. */
    public void changeSettings(List<Setting> changes) {
        Map<Integer, Setting> now = new LinkedHashMap<>();
        settings.forEach(setting -> now.put(setting.id(), setting));
        changes.forEach(setting -> now.put(setting.id(), setting));
        settings = List.copyOf(now.values());
        wire.settingsSent(changes);
    }

    List<Setting> settings() {
        return settings;
    }

    StreamTable streamTable() {
        return streams;
    }

    FlowControl flow() {
        return flow;
    }
}
