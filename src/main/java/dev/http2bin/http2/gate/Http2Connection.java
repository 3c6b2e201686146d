package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.hpack.DynamicTable;
import dev.http2bin.http2.hpack.HpackDecoder;
import dev.http2bin.http2.hpack.HpackEncoder;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.Wire;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * One HTTP/2 connection: the file to open first. The constructor wires the parts, each before those that need it, and first
 * those that a request meets, then those that a response meets. No part knows this class; {@link GateSource} and {@link
 * GateSink} do, which carry the bytes.
 *
 * <pre>
 *   transport -> GateSource -> Inbound (Requests, ControlFrames) -> Handover -> Undertow
 *   transport &lt;- GateSink   &lt;- Outbound (Responses)              &lt;-             Undertow
 * </pre>
 */
final class Http2Connection {
    /** Some of the longest header blocks that there are. */
    private static final long MOST_QUEUED = 4 << 20;

    private final Transport transport;
    private final MemoryShare memory;
    private final FrameQueue toClient;
    private final FrameQueue toUndertow;
    private final PeerSettings peerSettings = new PeerSettings();
    private final OwnSettings ownSettings;
    private final Pings pings;
    private final ReceiveWindows receiveWindows;
    private final SendWindows sendWindows;
    private final Departure departure;
    private final StreamEndings endings;
    private final Deadlines deadlines;
    private final Inbound inbound;
    private final Outbound outbound;
    private long queued;

    Http2Connection(
            Connection connection,
            Http2Properties properties,
            LimitProperties limits,
            MemoryShare memory,
            Transport transport) {
        this.transport = transport;
        this.memory = memory;
        Consumer<Limit> exceeded = exceeded(connection);

        // Frames on their way: those for the client are logged as they are written.
        Wire wire = connection.wire();
        toClient = new FrameQueue((type, flags, streamId, length, detail) ->
                wire.frame(Direction.OUT, type, flags, streamId, length, detail));
        toUndertow = new FrameQueue();

        // What both directions share: HPACK, SETTINGS, PING, flow control, limits, and the ends of streams and of the
        // connection.
        HpackDecoder decoder = new HpackDecoder(DynamicTable.INITIAL_SIZE);
        decoder.maxTableSize(Math.max(DynamicTable.INITIAL_SIZE, properties.headerTableSize()));
        HpackEncoder encoder = new HpackEncoder(properties.headerTableSize(), true);
        ownSettings = new OwnSettings(connection, properties, decoder, toClient, memory);
        pings = new Pings(connection, toClient);
        receiveWindows = new ReceiveWindows(connection, properties, ownSettings, toClient, transport);
        sendWindows = new SendWindows(connection, transport, toUndertow, properties.priorityPatience());
        Guard guard =
                new Guard(limits, transport::blocked, () -> connection.streams().size());
        departure = new Departure(connection, transport, toClient, pings, limits, exceeded);
        endings = new StreamEndings(
                connection, transport, toClient, toUndertow, sendWindows, receiveWindows, memory, guard, departure);
        deadlines =
                new Deadlines(connection, limits, transport, memory, sendWindows, pings, endings, departure, exceeded);

        Priorities priorities = new Priorities(connection, ownSettings);

        // From the client to Undertow.
        Handover handover = new Handover(toUndertow);
        ClientBlock block = new ClientBlock(connection, properties, decoder, guard, deadlines, memory);
        Requests requests = new Requests(
                connection,
                block,
                peerSettings,
                ownSettings,
                memory,
                guard,
                endings,
                departure,
                deadlines,
                priorities,
                handover,
                exceeded);
        ControlFrames control = new ControlFrames(
                connection,
                transport,
                guard,
                peerSettings,
                ownSettings,
                encoder,
                sendWindows,
                pings,
                endings,
                departure,
                priorities,
                handover,
                toClient);
        inbound = new Inbound(
                connection,
                transport,
                peerSettings,
                ownSettings,
                guard,
                receiveWindows,
                block,
                requests,
                control,
                endings,
                handover,
                toUndertow);

        // From Undertow to the client.
        Responses responses = new Responses(connection, encoder, peerSettings, guard, endings, priorities, toClient);
        outbound =
                new Outbound(connection, responses, sendWindows, receiveWindows, guard, endings, departure, toClient);

        // What endpoints ask of the connection, and the windows that they write by.
        Commands commands =
                new Commands(connection, transport, pings, ownSettings, guard, endings, departure, responses);
        connection.begin(commands, sendWindows, decoder.table(), encoder.table());
    }

    /** Counts a limit that stopped the client, and logs it. */
    private static Consumer<Limit> exceeded(Connection connection) {
        LimitLog log = new LimitLog();
        return limit -> {
            connection.limitExceeded(limit);
            log.exceeded(
                    () -> "Connection " + connection.id() + " from "
                            + connection.peer().address(),
                    limit);
        };
    }

    /** Sends the server's preface (RFC 9113 §3.4). */
    void begin() {
        memory.whenOverdrawn(() -> transport.soon(deadlines::shedOverdraft));
        ownSettings.begin();
        receiveWindows.open();
        deadlines.begin(peerSettings::received, ownSettings::acknowledged);
        transport.flushSoon();
    }

    /** Bytes came from the client. */
    void heard() {
        deadlines.heard();
    }

    /** Reads the client's bytes and puts what Undertow is to see into its buffer, until one of both is used up. */
    void readFromClient(ByteBuffer src, ByteBuffer undertow) throws Http2Exception {
        inbound.read(src, undertow);
    }

    /** Whether frames wait for Undertow that it may read now. */
    boolean waitsForUndertow() {
        return toUndertow.waiting();
    }

    /** Moves what waits into Undertow's buffer. */
    void drainToUndertow(ByteBuffer dst) {
        toUndertow.drainTo(dst);
    }

    /** Reads Undertow's bytes and puts what the client is to see into the buffer, until one of both is used up. */
    void readFromUndertow(ByteBuffer src, ByteBuffer client) throws Http2Exception {
        outbound.read(src, client);
    }

    /** Whether frames wait for room in the transport; those behind a DATA frame that is half written do not yet. */
    boolean waitsForClient() {
        return toClient.waiting();
    }

    /** Moves what waits into the transport's buffer. */
    void drainToClient(ByteBuffer dst) {
        toClient.drainTo(dst);
    }

    /** The transport may have room: responses that wait for it go on. */
    void written() {
        sendWindows.grew();
    }

    /** Undertow gives up a stream. */
    void undertowReset(int streamId, long code) {
        endings.undertowReset(streamId, code);
    }

    /**
     * Counts what frames take that wait for the client: header blocks wait for no window. Breaks the connection off where that is too
     * much for a client that does not read.
     */
    void checkQueue() {
        long now = toClient.capacity();
        if (now != queued) {
            memory.add(now - queued);
            queued = now;
            checkMemory();
        }
        if (now > MOST_QUEUED && transport.blocked()) {
            departure.fail(new LimitExceeded(ErrorCode.ENHANCE_YOUR_CALM, Limit.MEMORY));
            transport.abandon();
        }
    }

    /** Ends the connection if it is to get no more buffers. */
    void checkMemory() {
        if (memory.isExhausted()) {
            departure.fail(new LimitExceeded(ErrorCode.ENHANCE_YOUR_CALM, Limit.MEMORY));
        }
    }

    /** Ends the connection for a fault. */
    void fail(Http2Exception error) {
        departure.fail(error);
    }

    /** Nothing can be sent or received any more. */
    void gone() {
        toClient.clear();
        memory.add(-queued);
        queued = 0;
        inbound.gone();
        endings.gone();
        deadlines.end();
        departure.gone();
        pings.gone();
        ownSettings.gone();
    }
}
