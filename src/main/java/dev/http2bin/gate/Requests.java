package dev.http2bin.gate;

import dev.http2bin.frame.ErrorCode;
import dev.http2bin.frame.Flags;
import dev.http2bin.frame.FrameHeader;
import dev.http2bin.frame.FrameType;
import dev.http2bin.frame.Http2Exception;
import dev.http2bin.gate.RequestRules.Malformed;
import dev.http2bin.hpack.HeaderField;
import dev.http2bin.hpack.HpackDecoder;
import dev.http2bin.hpack.HpackException;
import dev.http2bin.ledger.Connection;
import dev.http2bin.ledger.Direction;
import dev.http2bin.ledger.Limit;
import dev.http2bin.ledger.Refusal;
import dev.http2bin.ledger.Stream;
import dev.http2bin.ledger.StreamOutcome;
import dev.http2bin.ledger.StreamPriority;
import java.nio.ByteBuffer;
import java.util.List;

/** Header blocks a client sends: joined, decoded, judged, and handed to Undertow in a form that needs no table. */
final class Requests {
    private final Gate gate;
    private final HeaderBlock block;
    private final HpackDecoder decoder;
    private final Handover undertow;
    /** Whether the block's stream depends on itself (RFC 7540 §5.3.1). */
    private boolean selfDependent;
    /** Header blocks that began, and how many of them had when the last one was whole. */
    private long begun;

    private long whole;
    /** The stream that the client reset last of those that had ended; 0 for none. */
    private int resetToo;

    Requests(Gate gate, Handover undertow) {
        this.gate = gate;
        this.undertow = undertow;
        this.block = new HeaderBlock(gate.connection(), Direction.IN, gate.decoder()::consumed);
        this.decoder = gate.decoder();
    }

    /** Only CONTINUATION on the same stream may follow a block that is open, and only there (RFC 9113 §6.10). */
    void checkContinuation(FrameHeader header) throws Http2Exception {
        boolean continuation = header.type() == FrameType.CONTINUATION;
        if (continuation != block.open() || (continuation && header.streamId() != block.streamId())) {
            throw new Http2Exception(
                    ErrorCode.PROTOCOL_ERROR, header.type() + " on stream " + header.streamId() + " out of order");
        }
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

    /**
     * A HEADERS frame began: where its block is not whole at once, it has to be in time.
     *
     * @param atHand octets behind the frame's header that came with it
     */
    void begin(FrameHeader header, int atHand) throws Http2Exception {
        gate.guard().headerBlock(header.length());
        long number = ++begun;
        if (atHand < header.length() || !header.has(Flags.END_HEADERS)) {
            gate.deadlines().headerBlock(() -> whole < number);
        }
    }

    void headers(FrameHeader header, ByteBuffer payload) throws Http2Exception {
        if (header.type() == FrameType.CONTINUATION) {
            gate.guard().headerBlock(block.size() + payload.remaining());
            block.add(payload);
        } else {
            strip(header, payload);
            int id = header.streamId();
            boolean end = header.has(Flags.END_STREAM);
            if (header.has(Flags.END_HEADERS)) {
                complete(id, end, payload);
            } else {
                block.begin(id, end, payload);
            }
            return;
        }
        if (header.has(Flags.END_HEADERS)) {
            int id = block.streamId();
            boolean end = block.endStream();
            complete(id, end, block.end());
        }
    }

    /** Takes the octets of a priority off; returns whether the stream depends on itself. */
    boolean priority(FrameHeader header, ByteBuffer payload) {
        StreamPriority priority = StreamPriority.of(header.streamId(), payload.getInt(), payload.get());
        gate.connection().wire().priority(header.type(), priority);
        return priority.dependsOn() == header.streamId();
    }

    /** Takes padding and priority off a HEADERS frame. */
    private void strip(FrameHeader header, ByteBuffer payload) throws Http2Exception {
        int padding = 0;
        int least = (header.has(Flags.PADDED) ? 1 : 0) + (header.has(Flags.PRIORITY) ? 5 : 0);
        if (payload.remaining() < least) {
            throw new Http2Exception(ErrorCode.FRAME_SIZE_ERROR, "HEADERS is too short for its flags");
        }
        if (header.has(Flags.PADDED)) {
            padding = payload.get() & 0xff;
        }
        selfDependent = false;
        if (header.has(Flags.PRIORITY)) {
            selfDependent = priority(header, payload);
        }
        if (padding > payload.remaining()) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "padding is longer than the HEADERS frame");
        }
        payload.limit(payload.limit() - padding);
    }

    private void complete(int id, boolean end, ByteBuffer octets) throws Http2Exception {
        whole = begun;
        int wire = octets.remaining();
        Http2Properties limits = gate.properties();
        boolean fits;
        List<HeaderField> fields;
        try {
            fits = decoder.decode(
                    octets, (int) limits.maxHeaderListSize().toBytes(), limits.maxHeaderFields(), block.collect());
        } catch (HpackException e) {
            throw new Http2Exception(ErrorCode.COMPRESSION_ERROR, String.valueOf(e.getMessage()));
        } finally {
            fields = block.collected(id, wire);
        }
        gate.connection().wire().tableChanged(Direction.IN);
        Stream stream = gate.connection().stream(id);
        if (stream != null) {
            trailers(stream, end, fits, fields);
        } else {
            request(id, end, fits, fields);
        }
    }

    private void trailers(Stream stream, boolean end, boolean fits, List<HeaderField> fields) throws Http2Exception {
        if (!stream.receiving()) {
            gate.reset(stream, ErrorCode.STREAM_CLOSED);
            return;
        }
        if (!end || !fits || selfDependent || tooLong(stream, true)) {
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
            connection.wire().afterGoAway();
            gate.refuse(id);
            return;
        }
        if (connection.streams().size() >= gate.ownSettings().maxConcurrentStreams()) {
            connection.refuse(id, true);
            gate.exceeded(Limit.CONCURRENT_STREAMS);
            gate.reset(id, ErrorCode.REFUSED_STREAM);
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
            if (selfDependent) {
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
        gate.deadlines().streamOpened();
        return gate.connection()
                .open(
                        id,
                        List.copyOf(fields),
                        contentLength,
                        gate.peerSettings().initialWindowSize(),
                        gate.ownSettings().streamWindow());
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
