package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.hpack.DynamicTable;
import dev.http2bin.http2.hpack.HpackDecoder;
import dev.http2bin.http2.hpack.HpackEncoder;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.FlowWindow;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.Stream;
import dev.http2bin.http2.ledger.StreamOutcome;
import dev.http2bin.http2.ledger.StreamServer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One connection's gate: what both directions share. The way of a byte is transport → {@link GateSource} → {@link
 * Inbound} → Undertow → {@link GateSink} → {@link Outbound} → transport.
 */
final class Gate {
    private static final long NEARLY_WHOLE = 65_536;

    private final Connection connection;
    private final Http2Properties properties;
    private final MemoryShare memory;
    private final GateConnection transport;
    private final PeerSettings peerSettings = new PeerSettings();
    private final OwnSettings ownSettings;
    private final HpackDecoder decoder;
    private final HpackEncoder encoder;
    private final ReceiveWindows receiveWindows;
    private final SendWindows sendWindows;
    private final Guard guard;
    private final Deadlines deadlines;
    private final Pings pings;
    private final LimitLog limitLog;
    private final Outbound outbound;
    private final Inbound inbound;
    private final Departure departure;

    Gate(
            Connection connection,
            Http2Properties properties,
            LimitProperties limits,
            MemoryShare memory,
            GateConnection transport) {
        this.connection = connection;
        this.properties = properties;
        this.memory = memory;
        this.transport = transport;
        this.decoder = new HpackDecoder(DynamicTable.INITIAL_SIZE);
        decoder.maxTableSize(Math.max(DynamicTable.INITIAL_SIZE, properties.headerTableSize()));
        this.encoder = new HpackEncoder(properties.headerTableSize(), true);
        this.ownSettings = new OwnSettings(this);
        this.receiveWindows = new ReceiveWindows(this);
        this.sendWindows = new SendWindows(this);
        this.guard = new Guard(
                limits, this::transportBlocked, () -> connection.streams().size());
        this.deadlines = new Deadlines(this, limits, transport.getIoThread());
        this.pings = new Pings(connection);
        this.limitLog = new LimitLog();
        this.outbound = new Outbound(this);
        this.inbound = new Inbound(this);
        this.departure = new Departure(this, transport);
        connection.begin(new Commands(this, transport), sendWindows, decoder.table(), encoder.table());
    }

    /** Sends the server's preface (RFC 9113 §3.4). */
    void begin() {
        outbound.next().settings(properties.settings());
        receiveWindows.open();
        deadlines.begin();
        flushSoon();
    }

    Connection connection() {
        return connection;
    }

    Http2Properties properties() {
        return properties;
    }

    PeerSettings peerSettings() {
        return peerSettings;
    }

    OwnSettings ownSettings() {
        return ownSettings;
    }

    HpackDecoder decoder() {
        return decoder;
    }

    HpackEncoder encoder() {
        return encoder;
    }

    ReceiveWindows receiveWindows() {
        return receiveWindows;
    }

    MemoryShare memory() {
        return memory;
    }

    SendWindows sendWindows() {
        return sendWindows;
    }

    Guard guard() {
        return guard;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Pings pings() {
        return pings;
    }

    Inbound inbound() {
        return inbound;
    }

    Outbound outbound() {
        return outbound;
    }

    Departure departure() {
        return departure;
    }

    /** Whether nothing more is read, and the transport closes once what waits has left. */
    boolean ends() {
        return transport.leaving();
    }

    /** Whether the client sends nothing more, and Undertow gives up its streams for that alone. */
    boolean inputEnded() {
        return transport.source().ended();
    }

    void flushSoon() {
        transport.sink().flushSoon();
    }

    /** Runs a task at the end of this turn of the I/O thread. */
    void soon(Runnable task) {
        transport.soon(task);
    }

    /** Bytes for the client that the transport has not taken yet. */
    int buffered() {
        return transport.sink().buffered();
    }

    /** Applies a SETTINGS frame, tells Undertow the part it needs, and acknowledges. */
    void peerSettings(ByteBuffer payload) throws Http2Exception {
        long before = peerSettings.initialWindowSize();
        peerSettings.read(payload);
        connection.wire().peerSettings(peerSettings.entries());
        if (peerSettings.headerTableSize() >= 0) {
            encoder.peerTableSize(peerSettings.headerTableSize());
        }
        long delta = peerSettings.initialWindowSize() - before;
        for (Stream stream : connection.streams()) {
            if (!stream.sendWindow().add(delta)) {
                throw new Http2Exception(ErrorCode.FLOW_CONTROL_ERROR, "INITIAL_WINDOW_SIZE overflows a window");
            }
        }
        sendWindows.grew();
        inbound.next()
                .settings(List.of(
                        new Setting(Setting.HEADER_TABLE_SIZE, 0),
                        new Setting(Setting.INITIAL_WINDOW_SIZE, FlowWindow.MAX),
                        new Setting(Setting.MAX_FRAME_SIZE, peerSettings.maxFrameSize())));
        sendWindows.openUndertow();
        outbound.next().settingsAck();
        flushSoon();
    }

    /** A request opened a stream. */
    void opened(Stream stream) {
        memory.add(cost(stream));
        deadlines.streamOpened();
    }

    private static int cost(Stream stream) {
        return MemoryBound.STREAM + stream.requestFieldsSize();
    }

    /** Ends the connection if it is to get no more buffers. */
    void checkMemory() {
        if (memory.isExhausted()) {
            departure.fail(new LimitExceeded(ErrorCode.ENHANCE_YOUR_CALM, Limit.MEMORY));
        }
    }

    /** The client sent END_STREAM. */
    void remoteEnded(Stream stream) {
        connection.remoteEnded(stream);
        afterEnd(stream);
    }

    /** The server sent END_STREAM. Reading a little that is left is kinder than a reset (RFC 9113 §8.1). */
    void localEnded(Stream stream) {
        sendWindows.streamEnds(stream);
        connection.localEnded(stream);
        afterEnd(stream);
        boolean nearlyWhole = stream.contentLength() >= 0 && stream.contentLength() - stream.dataIn() <= NEARLY_WHOLE;
        if (stream.receiving() && !nearlyWhole) {
            deadlines.remainder(stream);
        }
    }

    /** Has the client stop sending what is left of a request that was answered. */
    void notWanted(Stream stream) {
        abort(stream, ErrorCode.NO_ERROR.code());
    }

    /** A stream was reset by either side. */
    void ended(Stream stream, StreamOutcome outcome) {
        boolean requestGoesOn = stream.receiving();
        sendWindows.streamEnds(stream);
        connection.ended(stream, outcome);
        afterEnd(stream);
        transport.soon(() -> endBehind(stream, requestGoesOn));
    }

    private void afterEnd(Stream stream) {
        if (!stream.sending() && !stream.receiving()) {
            receiveWindows.closed(stream);
            memory.add(-cost(stream));
            departure.streamEnded();
        }
    }

    /**
     * Ends a stream behind the gate, where both sides did not end it. Undertow never hears of RST_STREAM, for it keeps a stream that
     * was reset for a minute. Its channels are closed, and then it reads the end of the request, if it has not yet.
     */
    private void endBehind(Stream stream, boolean requestGoesOn) {
        StreamServer server = stream.server();
        if (server != null) {
            server.streamEnded();
        }
        if (requestGoesOn && !transport.finished()) {
            inbound.next().header(0, FrameType.DATA, Flags.END_STREAM, stream.id());
            transport.source().wakeup();
        }
    }

    /** Resets a stream for a client's fault, which stays one where the answer is out already (RFC 9113 §8.1.1). */
    void reset(Stream stream, ErrorCode code) throws Http2Exception {
        abort(stream, code.code());
        guard.reset();
    }

    /** Resets a stream whose client keeps the server waiting. */
    void giveUp(Stream stream) {
        abort(stream, ErrorCode.CANCEL.code());
    }

    /** Resets a stream. */
    void abort(Stream stream, long code) {
        writeReset(stream.id(), code);
        ended(stream, StreamOutcome.RESET_LOCAL);
    }

    /** Undertow gives up a stream. Behind a whole response that only means: send no more (RFC 9113 §8.1). */
    void undertowResets(int streamId, long code) {
        Stream stream = connection.stream(streamId);
        if (stream != null && !inputEnded()) {
            abort(stream, stream.sending() ? code : ErrorCode.NO_ERROR.code());
        }
    }

    /** Resets a stream that may be open, idle or closed. */
    void reset(int streamId, ErrorCode code) throws Http2Exception {
        Stream stream = connection.stream(streamId);
        if (stream != null) {
            reset(stream, code);
        } else {
            writeReset(streamId, code.code());
            guard.reset();
        }
    }

    /**
     * Refuses a stream, which counts toward no limit: a client may open it before it has read a GOAWAY, as some proxies do
     * for seconds, and is not to blame for what the server lacks. Where the client is to blame, {@link Guard#retry} counts it.
     */
    void refuse(int streamId) throws Http2Exception {
        guard.answer();
        writeReset(streamId, ErrorCode.REFUSED_STREAM.code());
    }

    private void writeReset(int streamId, long code) {
        outbound.next().rstStream(streamId, code);
        flushSoon();
    }

    /** A limit stopped the client. */
    void exceeded(Limit limit) {
        connection.limitExceeded(limit);
        limitLog.exceeded(
                () -> "Connection " + connection.id() + " from "
                        + connection.peer().address(),
                limit);
    }

    /** Whether bytes wait because the transport takes none. */
    boolean transportBlocked() {
        return transport.sink().isBlocked();
    }

    /** Nanoseconds that bytes waited for the transport so far. */
    long transportWaitedInAll(long now) {
        return transport.sink().waitedInAll(now);
    }

    /** Bytes that the transport took so far. */
    long transportTook() {
        return transport.sink().taken();
    }

    /** Nothing can be sent or received any more. */
    void gone() {
        connection.streams().forEach(stream -> memory.add(-cost(stream)));
        deadlines.end();
        pings.gone();
        ownSettings.gone();
    }

    /** Makes a client that may be gone show that it is there. */
    void keepAlive() {
        outbound.next().ping(pings.sent(new CompletableFuture<>()), false);
        flushSoon();
    }
}
