package dev.http2bin.http2.ledger;

import dev.http2bin.http2.hpack.HeaderField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stream, from its HEADERS to its end. Its request fields may be read by any thread, all else by the I/O thread. */
public final class Stream {
    private final int id;
    private final List<HeaderField> requestFields;
    private final int requestFieldsSize;
    private List<HeaderField> trailers = List.of();
    private final long contentLength;
    private final long openedNanos;
    private final FlowWindow sendWindow;
    private final FlowWindow receiveWindow;
    private final Stall stall = new Stall();
    private StreamState state = StreamState.OPEN;
    private @Nullable Refusal refusal;
    private @Nullable StreamServer server;
    private Runnable whenEnded = () -> {};
    private Priority priority = Priority.DEFAULT;
    private boolean answered;
    private long dataIn;
    private long dataOut;
    private long firstData;
    private long lastData;
    private long dataBefore;
    private long interleaved;
    private long dataFramesIn;
    private long uncredited;
    private long reserved;
    private boolean waitsForConnection;

    Stream(int id, List<HeaderField> requestFields, long contentLength, long now, long sendWindow, long receiveWindow) {
        this.id = id;
        this.requestFields = requestFields;
        this.requestFieldsSize = size(requestFields);
        this.contentLength = contentLength;
        this.openedNanos = now;
        this.sendWindow = new FlowWindow(sendWindow);
        this.receiveWindow = new FlowWindow(receiveWindow);
    }

    private static int size(List<HeaderField> fields) {
        int size = 0;
        for (HeaderField field : fields) {
            size += field.size();
        }
        return size;
    }

    public int id() {
        return id;
    }

    /** The request's fields in wire order, pseudo-headers first; immutable. */
    public List<HeaderField> requestFields() {
        return requestFields;
    }

    /** The size of the request's fields in bytes, as a table would count them (RFC 7541 §4.1). */
    public int requestFieldsSize() {
        return requestFieldsSize;
    }

    /** The request's trailers in wire order; immutable, empty until they come. */
    public List<HeaderField> trailers() {
        return trailers;
    }

    /** The trailers came. */
    public void trailers(List<HeaderField> fields) {
        trailers = List.copyOf(fields);
    }

    /** Octets of content the request declares; -1 where it declares none. */
    public long contentLength() {
        return contentLength;
    }

    /** Why no endpoint is to see the request; null where one may. */
    public @Nullable Refusal refusal() {
        return refusal;
    }

    /** No endpoint is to see the request. */
    public void refuse(Refusal reason) {
        refusal = reason;
    }

    /** What serves the stream behind the gate; null until it took the request. */
    public @Nullable StreamServer server() {
        return server;
    }

    /** From now on this serves the stream. */
    public void servedBy(StreamServer now) {
        server = now;
    }

    /** Runs a task once the stream has ended, by whatever; at once if it has. */
    public void whenEnded(Runnable task) {
        if (state == StreamState.CLOSED) {
            task.run();
            return;
        }
        Runnable before = whenEnded;
        whenEnded = () -> {
            before.run();
            task.run();
        };
    }

    void ended() {
        state = StreamState.CLOSED;
        whenEnded.run();
        whenEnded = () -> {};
    }

    /** How urgent the response is, by the client or by the response's own field. */
    public Priority priority() {
        return priority;
    }

    /** The client or the response said how urgent it is. */
    public void priority(Priority now) {
        priority = now;
    }

    public StreamState state() {
        return state;
    }

    /** Whether the client may still send. */
    public boolean receiving() {
        return state == StreamState.OPEN || state == StreamState.HALF_CLOSED_LOCAL;
    }

    /** Whether the server may still send. */
    public boolean sending() {
        return state == StreamState.OPEN || state == StreamState.HALF_CLOSED_REMOTE;
    }

    /** Whether the HEADERS of the final response left. */
    public boolean answered() {
        return answered;
    }

    public FlowWindow sendWindow() {
        return sendWindow;
    }

    public FlowWindow receiveWindow() {
        return receiveWindow;
    }

    /** Octets of the request's content so far, without padding. */
    public long dataIn() {
        return dataIn;
    }

    /** Octets of the response's content so far. */
    public long dataOut() {
        return dataOut;
    }

    /** DATA frames of the request so far. */
    public long dataFramesIn() {
        return dataFramesIn;
    }

    /** Octets received that no WINDOW_UPDATE gave back yet. */
    public long uncredited() {
        return uncredited;
    }

    /** The application took octets, or they were dropped: they may be given back. */
    public void credited(long octets) {
        uncredited -= octets;
    }

    /** Bytes of the send windows that a writer took and that have not left in DATA frames yet. */
    public long reserved() {
        return reserved;
    }

    /** A writer took bytes of the send windows, or gave some back (below 0). */
    public void reserve(long bytes) {
        reserved += bytes;
    }

    /** When its HEADERS came, by System.nanoTime(). */
    public long openedNanos() {
        return openedNanos;
    }

    Stall stall() {
        return stall;
    }

    boolean waitsForConnection() {
        return waitsForConnection;
    }

    void waitsForConnection(boolean waits) {
        waitsForConnection = waits;
    }

    void state(StreamState next) {
        state = next;
    }

    void answer() {
        answered = true;
    }

    void received(int content, int flowControlled) {
        dataFramesIn++;
        dataIn += content;
        uncredited += flowControlled;
    }

    /**
     * DATA left.
     *
     * @param connectionData octets of content that the connection had sent by then, these included
     */
    void sent(int content, long connectionData, long now) {
        if (dataOut == 0) {
            firstData = now;
            dataBefore = connectionData - content;
        }
        lastData = now;
        dataOut += content;
        interleaved = connectionData - dataBefore - dataOut;
    }

    /** When the response's content was sent; null if none was. */
    @Nullable SentContent sentContent() {
        return dataOut == 0 ? null : new SentContent(firstData - openedNanos, lastData - openedNanos, interleaved);
    }
}
