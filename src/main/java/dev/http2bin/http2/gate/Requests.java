package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.gate.RequestRules.Malformed;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.Refusal;
import dev.http2bin.http2.ledger.Stream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** The header lists a client sends: judged, and handed to Undertow in a form that needs no table. */
final class Requests {
    private final Connection connection;
    private final ClientBlock block;
    private final PeerSettings peerSettings;
    private final OwnSettings ownSettings;
    private final MemoryShare memory;
    private final Guard guard;
    private final StreamEndings endings;
    private final Departure departure;
    private final Deadlines deadlines;
    private final Priorities priorities;
    private final Handover undertow;
    private final Consumer<Limit> exceeded;

    /** @param exceeded counts a limit that stopped the client */
    Requests(
            Connection connection,
            ClientBlock block,
            PeerSettings peerSettings,
            OwnSettings ownSettings,
            MemoryShare memory,
            Guard guard,
            StreamEndings endings,
            Departure departure,
            Deadlines deadlines,
            Priorities priorities,
            Handover undertow,
            Consumer<Limit> exceeded) {
        this.connection = connection;
        this.block = block;
        this.peerSettings = peerSettings;
        this.ownSettings = ownSettings;
        this.memory = memory;
        this.guard = guard;
        this.endings = endings;
        this.departure = departure;
        this.deadlines = deadlines;
        this.priorities = priorities;
        this.undertow = undertow;
        this.exceeded = exceeded;
    }

    /** Whether a request's content is not what content-length says (RFC 9113 §8.1.1). */
    static boolean tooLong(Stream stream, boolean end) {
        long declared = stream.contentLength();
        return declared >= 0 && (end ? stream.dataIn() != declared : stream.dataIn() > declared);
    }

    /** The payload of a HEADERS or CONTINUATION frame. */
    void headers(FrameHeader header, ByteBuffer payload) throws Http2Exception {
        block.payload(header, payload);
        if (!header.has(Flags.END_HEADERS)) {
            return;
        }
        boolean fits = block.end();
        List<HeaderField> fields = block.fields();
        connection.wire().tableChanged(Direction.IN);
        Stream stream = connection.stream(block.streamId());
        if (stream != null) {
            trailers(stream, block.endStream(), fits, fields);
        } else {
            request(block.streamId(), block.endStream(), fits, fields);
        }
    }

    private void trailers(Stream stream, boolean end, boolean fits, List<HeaderField> fields) throws Http2Exception {
        if (!stream.receiving()) {
            endings.fault(stream.id(), ErrorCode.STREAM_CLOSED);
            return;
        }
        if (!end || !fits || block.selfDependent() || tooLong(stream, true)) {
            endings.fault(stream.id(), ErrorCode.PROTOCOL_ERROR);
            return;
        }
        try {
            RequestRules.trailers(fields);
        } catch (Malformed e) {
            endings.fault(stream.id(), ErrorCode.PROTOCOL_ERROR);
            return;
        }
        connection.wire().trailers();
        stream.trailers(fields);
        undertow.fields(stream.id(), true, fields);
        endings.remoteEnded(stream);
    }

    private void request(int id, boolean end, boolean fits, List<HeaderField> fields) throws Http2Exception {
        if (id % 2 == 0) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "a client's stream id is odd");
        }
        if (id <= connection.lastStreamId()) {
            late(id);
            return;
        }
        if (departure.begun()) {
            connection.refuse(id, false);
            connection.wire().refused(fields);
            connection.wire().afterGoAway();
            endings.refuse(id);
            return;
        }
        if (connection.streams().size() >= ownSettings.maxConcurrentStreams()) {
            connection.refuse(id, true);
            connection.wire().refused(fields);
            exceeded.accept(Limit.CONCURRENT_STREAMS);
            endings.refuse(id);
            guard.retry();
            return;
        }
        if (memory.isSpent()) {
            connection.refuse(id, false);
            connection.wire().refused(fields);
            exceeded.accept(Limit.MEMORY);
            endings.refuse(id);
            return;
        }
        if (!fits) {
            exceeded.accept(Limit.HEADER_LIST);
            Stream stream = open(id, fields, -1);
            refuse(stream, Refusal.HEADER_LIST_TOO_LARGE, end);
            if (end) {
                endings.remoteEnded(stream);
            }
            return;
        }
        RequestRules rules;
        long contentLength;
        try {
            rules = RequestRules.request(fields);
            contentLength = rules.contentLength();
            if (end && contentLength > 0) {
                throw new Malformed("content-length without content");
            }
            if (block.selfDependent()) {
                throw new Malformed("a stream that depends on itself");
            }
        } catch (Malformed e) {
            connection.refuse(id, false);
            endings.fault(id, ErrorCode.PROTOCOL_ERROR);
            return;
        }
        Stream stream = open(id, fields, contentLength);
        if (rules.tunnel()) {
            refuse(stream, Refusal.TUNNEL, end);
        } else if (rules.longMethod()) {
            refuse(stream, Refusal.LONG_METHOD, end);
        } else if (rules.decodable()) {
            undertow.request(id, end, fields);
        } else {
            refuse(stream, Refusal.BAD_TARGET, end);
        }
        if (end) {
            endings.remoteEnded(stream);
        }
    }

    /** Has the listener answer a request that no endpoint is to see. */
    private void refuse(Stream stream, Refusal reason, boolean end) {
        stream.refuse(reason);
        undertow.fields(stream.id(), end, RequestRules.refused(stream.requestFields()));
    }

    private Stream open(int id, List<HeaderField> fields, long contentLength) {
        Stream stream = connection.open(
                id, List.copyOf(fields), contentLength, peerSettings.initialWindowSize(), ownSettings.streamWindow());
        memory.add(MemoryBound.cost(stream));
        deadlines.streamOpened();
        priorities.opened(stream);
        return stream;
    }

    /** HEADERS on a stream that ended: in flight while the server reset it, or a client's fault. */
    private void late(int id) throws Http2Exception {
        if (endings.mayBeInFlight(id)) {
            return;
        }
        if (connection.outcome(id) == null) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "stream ids do not go back");
        }
        throw new Http2Exception(ErrorCode.STREAM_CLOSED, "HEADERS on closed stream " + id);
    }
}
