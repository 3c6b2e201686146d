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
import dev.http2bin.http2.ledger.StreamOutcome;
import java.nio.ByteBuffer;
import java.util.List;

/** The header lists a client sends: judged, and handed to Undertow in a form that needs no table. */
final class Requests {
    private final Gate gate;
    private final ClientBlock block;
    private final Handover undertow;
    /** The stream that the client reset last of those that had ended; 0 for none. */
    private int resetToo;

    Requests(Gate gate, Handover undertow) {
        this.gate = gate;
        this.undertow = undertow;
        this.block = new ClientBlock(gate);
    }

    /** The header block that is open, or was last. */
    ClientBlock block() {
        return block;
    }

    /** RST_STREAM and WINDOW_UPDATE mean nothing before HEADERS (RFC 9113 §5.1). */
    void checkNotIdle(FrameHeader header) throws Http2Exception {
        if (header.streamId() > gate.connection().lastStreamId() || header.streamId() % 2 == 0) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, header.type() + " on an idle stream");
        }
    }

    /** The client resets a stream that the server has ended: it knows of that end, or will send no more anyway. */
    void resetToo(int streamId) {
        resetToo = streamId;
    }

    /** A DATA frame on a stream that does not receive (RFC 9113 §5.1). */
    void closed(FrameHeader header) throws Http2Exception {
        checkNotIdle(header);
        gate.receiveWindows().dropped(header.length());
        if (!inFlight(header.streamId())) {
            gate.reset(header.streamId(), ErrorCode.STREAM_CLOSED);
        }
    }

    /** Whether the client may have sent a frame before it knew that the server reset the stream (RFC 9113 §5.1). */
    private boolean inFlight(int id) {
        return id != resetToo && gate.connection().outcome(id) == StreamOutcome.RESET_LOCAL;
    }

    /** Whether a request's content is not what content-length says (RFC 9113 §8.1.1). */
    boolean tooLong(Stream stream, boolean end) {
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
        gate.connection().wire().tableChanged(Direction.IN);
        Stream stream = gate.connection().stream(block.streamId());
        if (stream != null) {
            trailers(stream, block.endStream(), fits, fields);
        } else {
            request(block.streamId(), block.endStream(), fits, fields);
        }
    }

    private void trailers(Stream stream, boolean end, boolean fits, List<HeaderField> fields) throws Http2Exception {
        if (!stream.receiving()) {
            gate.reset(stream, ErrorCode.STREAM_CLOSED);
            return;
        }
        if (!end || !fits || block.selfDependent() || tooLong(stream, true)) {
            gate.reset(stream, ErrorCode.PROTOCOL_ERROR);
            return;
        }
        try {
            RequestRules.trailers(fields);
        } catch (Malformed e) {
            gate.reset(stream, ErrorCode.PROTOCOL_ERROR);
            return;
        }
        gate.connection().wire().trailers();
        stream.trailers(fields);
        undertow.fields(stream.id(), true, fields);
        gate.remoteEnded(stream);
    }

    private void request(int id, boolean end, boolean fits, List<HeaderField> fields) throws Http2Exception {
        Connection connection = gate.connection();
        if (id % 2 == 0) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "a client's stream id is odd");
        }
        if (id <= connection.lastStreamId()) {
            late(id);
            return;
        }
        if (gate.departure().begun()) {
            connection.refuse(id, false);
            connection.wire().refused(fields);
            connection.wire().afterGoAway();
            gate.refuse(id);
            return;
        }
        if (connection.streams().size() >= gate.ownSettings().maxConcurrentStreams()) {
            connection.refuse(id, true);
            connection.wire().refused(fields);
            gate.exceeded(Limit.CONCURRENT_STREAMS);
            gate.refuse(id);
            gate.guard().retry();
            return;
        }
        if (gate.memory().isSpent()) {
            connection.refuse(id, false);
            connection.wire().refused(fields);
            gate.exceeded(Limit.MEMORY);
            gate.refuse(id);
            return;
        }
        if (!fits) {
            gate.exceeded(Limit.HEADER_LIST);
            Stream stream = open(id, fields, -1);
            refuse(stream, Refusal.HEADER_LIST_TOO_LARGE, end);
            if (end) {
                gate.remoteEnded(stream);
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
            gate.reset(id, ErrorCode.PROTOCOL_ERROR);
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
            gate.remoteEnded(stream);
        }
    }

    /** Has the listener answer a request that no endpoint is to see. */
    private void refuse(Stream stream, Refusal reason, boolean end) {
        stream.refuse(reason);
        undertow.fields(stream.id(), end, RequestRules.refused(stream.requestFields()));
    }

    private Stream open(int id, List<HeaderField> fields, long contentLength) {
        Stream stream = gate.connection()
                .open(
                        id,
                        List.copyOf(fields),
                        contentLength,
                        gate.peerSettings().initialWindowSize(),
                        gate.ownSettings().streamWindow());
        gate.opened(stream);
        return stream;
    }

    /** HEADERS on a stream that ended: in flight while the server reset it, or a client's fault. */
    private void late(int id) throws Http2Exception {
        if (gate.connection().outcome(id) == null) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "stream ids do not go back");
        }
        if (!inFlight(id)) {
            throw new Http2Exception(ErrorCode.STREAM_CLOSED, "HEADERS on closed stream " + id);
        }
    }
}
