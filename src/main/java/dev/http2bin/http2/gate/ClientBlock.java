package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.hpack.HpackDecoder;
import dev.http2bin.http2.hpack.HpackException;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.StreamPriority;
import java.nio.ByteBuffer;
import java.util.List;

/** The header block that a client sends: decoded as its fragments arrive, which are neither joined nor kept. */
final class ClientBlock {
    private final Connection connection;
    private final Http2Properties limits;
    private final HpackDecoder decoder;
    private final Guard guard;
    private final Deadlines deadlines;
    private final MemoryShare memory;
    private final HeaderBlock fields;
    private int streamId;
    private boolean endStream;
    private boolean selfDependent;
    private boolean open;
    /** Bytes of the payloads of its frames, as their headers tell. */
    private long size;
    /** Header blocks that began, and how many of them had when the last one was whole. */
    private long begun;

    private long whole;
    /** Bytes of a frame that did not come at once, and so is held until it is whole. */
    private int held;

    ClientBlock(
            Connection connection,
            Http2Properties limits,
            HpackDecoder decoder,
            Guard guard,
            Deadlines deadlines,
            MemoryShare memory) {
        this.connection = connection;
        this.limits = limits;
        this.decoder = decoder;
        this.guard = guard;
        this.deadlines = deadlines;
        this.memory = memory;
        this.fields = new HeaderBlock(connection, Direction.IN, decoder::consumed);
    }

    int streamId() {
        return streamId;
    }

    boolean endStream() {
        return endStream;
    }

    /** Whether the block's stream depends on itself (RFC 7540 §5.3.1). */
    boolean selfDependent() {
        return selfDependent;
    }

    /** Only CONTINUATION on the same stream may follow a block that is open, and only there (RFC 9113 §6.10). */
    void checkContinuation(FrameHeader header) throws Http2Exception {
        boolean continuation = header.type() == FrameType.CONTINUATION;
        if (continuation != open || (continuation && header.streamId() != streamId)) {
            throw new Http2Exception(
                    ErrorCode.PROTOCOL_ERROR, header.type() + " on stream " + header.streamId() + " out of order");
        }
    }

    /**
     * A HEADERS or CONTINUATION frame began. A block that is not whole at once has to be in time.
     *
     * @param atHand bytes behind the frame's header that came with it
     */
    void begin(FrameHeader header, int atHand) throws Http2Exception {
        boolean first = header.type() == FrameType.HEADERS;
        size = first ? header.length() : size + header.length();
        guard.headerBlock(size);
        if (atHand < header.length()) {
            hold(header.length());
            if (memory.isExhausted()) {
                throw new LimitExceeded(ErrorCode.ENHANCE_YOUR_CALM, Limit.MEMORY);
            }
        }
        if (first) {
            long number = ++begun;
            if (atHand < header.length() || !header.has(Flags.END_HEADERS)) {
                deadlines.headerBlock(() -> whole < number);
            }
        }
    }

    private void hold(int bytes) {
        if (bytes != held) { // most frames come whole, and all connections share the count
            memory.add(bytes - held);
            held = bytes;
        }
    }

    /** The connection is gone. */
    void gone() {
        hold(0);
    }

    /** Decodes the payload of such a frame. */
    void payload(FrameHeader header, ByteBuffer payload) throws Http2Exception {
        hold(0);
        if (header.type() == FrameType.HEADERS) {
            strip(header, payload);
            streamId = header.streamId();
            endStream = header.has(Flags.END_STREAM);
            open = true;
            decoder.begin((int) limits.maxHeaderListSize().toBytes(), limits.maxHeaderFields(), fields.collect());
        }
        try {
            decoder.fragment(payload);
        } catch (HpackException e) {
            throw broken(e);
        }
    }

    /** Ends the block; returns whether its list was within the limits. */
    boolean end() throws Http2Exception {
        open = false;
        whole = begun;
        try {
            return decoder.end();
        } catch (HpackException e) {
            throw broken(e);
        }
    }

    /** The fields of the block that ended, up to the one that took the list over a limit. */
    List<HeaderField> fields() {
        return fields.collected(streamId, decoder.consumed());
    }

    private Http2Exception broken(HpackException e) {
        fields.collected(streamId, decoder.consumed());
        return new Http2Exception(ErrorCode.COMPRESSION_ERROR, String.valueOf(e.getMessage()));
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
        selfDependent = header.has(Flags.PRIORITY) && priority(header, payload);
        if (padding > payload.remaining()) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "padding is longer than the HEADERS frame");
        }
        payload.limit(payload.limit() - padding);
    }

    /** Takes the bytes of a priority off; returns whether the stream depends on itself. */
    boolean priority(FrameHeader header, ByteBuffer payload) {
        StreamPriority priority = StreamPriority.of(header.streamId(), payload.getInt(), payload.get());
        connection.wire().priority(header.type(), priority);
        return priority.dependsOn() == header.streamId();
    }
}
