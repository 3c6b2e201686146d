package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameReader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.FrameVisitor;
import dev.http2bin.http2.frame.FrameWriter;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.FlowWindow;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.Stream;
import dev.http2bin.http2.ledger.StreamOutcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client sends: each frame is checked, answered or handed on to Undertow. */
final class Inbound implements FrameVisitor {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final ByteBuffer NOWHERE = ByteBuffer.allocate(0);

    private final Gate gate;
    private final FrameReader reader = new FrameReader(this);
    private final FrameQueue queue = new FrameQueue();
    private final Handover undertow = new Handover(queue);
    private final Requests requests;
    private int preface;
    private boolean settled;
    private ByteBuffer source = NOWHERE;
    private ByteBuffer destination = NOWHERE;
    private @Nullable Stream receiving;

    Inbound(Gate gate) {
        this.gate = gate;
        this.requests = new Requests(gate, undertow);
    }

    /** Whether the client's SETTINGS came. */
    boolean settled() {
        return settled;
    }

    /** Where a frame of the gate's own for Undertow goes: in next, but never inside a DATA frame that is half read. */
    FrameWriter next() {
        return queue.next();
    }

    /** Whether frames wait for Undertow that it may read now. */
    boolean waiting() {
        return queue.waiting();
    }

    /** Moves what waits into Undertow's buffer. */
    void drainTo(ByteBuffer dst) {
        queue.drainTo(dst);
    }

    /** Reads the client's octets and puts what Undertow is to see into its buffer, until one of both is used up. */
    void read(ByteBuffer src, ByteBuffer dst) throws Http2Exception {
        while (preface < PREFACE.length && src.hasRemaining()) {
            if (src.get() != PREFACE[preface++]) {
                throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "not the HTTP/2 preface");
            }
        }
        source = src;
        destination = dst;
        try {
            reader.read(src);
        } finally {
            source = NOWHERE;
            destination = NOWHERE;
            queue.drainTo(dst); // also where a later frame is an error: what came before it is not undone
        }
    }

    @Override
    public boolean begin(FrameHeader header) throws Http2Exception {
        if (gate.ends()) {
            return false; // a frame that came with the last one counts no more than one that comes later
        }
        FrameType type = header.type();
        if (header.length() > gate.ownSettings().maxFrameSize()) {
            throw new LimitExceeded(ErrorCode.FRAME_SIZE_ERROR, Limit.FRAME_SIZE);
        }
        if (!settled && (type != FrameType.SETTINGS || header.has(Flags.ACK))) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "the first frame is not SETTINGS");
        }
        requests.block().checkContinuation(header);
        gate.guard().frame(header);
        if (!type.allowsStream(header.streamId())) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, type + " on stream " + header.streamId());
        }
        if (type == FrameType.PRIORITY && header.length() != 5) {
            log(header, 0);
            gate.reset(header.streamId(), ErrorCode.FRAME_SIZE_ERROR);
            return false;
        }
        if (!type.allowsLength(header.length(), header.flags())) {
            throw new Http2Exception(ErrorCode.FRAME_SIZE_ERROR, type + " of " + header.length() + " octets");
        }
        if (type == FrameType.DATA) {
            beginDataFrame(header);
        } else if (type == FrameType.HEADERS || type == FrameType.CONTINUATION) {
            requests.block().begin(header, source.remaining());
        }
        return true;
    }

    private void beginDataFrame(FrameHeader header) throws Http2Exception {
        log(header, 0);
        gate.receiveWindows().take(header.length());
        receiving = gate.connection().stream(header.streamId());
        Stream stream = receiving;
        if (stream != null && stream.receiving()) {
            if (stream.receiveWindow().take(header.length())) {
                return;
            }
            gate.receiveWindows().dropped(header.length());
            gate.reset(stream, ErrorCode.FLOW_CONTROL_ERROR);
        } else {
            requests.closed(header);
        }
        receiving = null; // what comes is counted and dropped
    }

    @Override
    public void beginData(FrameHeader header, int length) throws Http2Exception {
        Stream stream = receiving;
        gate.guard().data(header, length, stream != null);
        gate.connection().received(stream, length, header.length());
        if (stream == null) {
            return;
        }
        gate.receiveWindows().consumed(stream, header.length() - length);
        if (requests.tooLong(stream, header.has(Flags.END_STREAM))) {
            receiving = null;
            gate.reset(stream, ErrorCode.PROTOCOL_ERROR);
            return;
        }
        int withPadding = header.length() - (header.has(Flags.PADDED) ? 1 : 0);
        boolean atHand = source.remaining() >= withPadding;
        undertow.beginData(
                header.streamId(), length, header.has(Flags.END_STREAM), atHand ? destination.remaining() : 0);
    }

    @Override
    public void data(FrameHeader header, ByteBuffer data) {
        if (receiving == null) {
            data.position(data.limit());
            return;
        }
        queue.pass(data, destination);
    }

    @Override
    public void end(FrameHeader header) {
        Stream stream = receiving;
        receiving = null;
        boolean open = stream != null && stream.receiving();
        undertow.endData(header.streamId(), open);
        if (stream != null && open && header.has(Flags.END_STREAM)) {
            gate.remoteEnded(stream);
        }
    }

    @Override
    public void payload(FrameHeader header, ByteBuffer payload) throws Http2Exception {
        FrameType type = header.type();
        switch (type) {
            case HEADERS, CONTINUATION -> {
                log(header, 0);
                requests.headers(header, payload);
            }
            case RST_STREAM -> rstStream(header, payload.getInt() & 0xffffffffL);
            case SETTINGS -> settings(header, payload);
            case PING -> ping(header, payload.getLong());
            case GOAWAY -> {
                payload.getInt();
                log(header, payload.getInt() & 0xffffffffL);
                gate.departure().clientLeaves();
            }
            case WINDOW_UPDATE -> windowUpdate(header, payload.getInt() & 0x7fffffff);
            case PUSH_PROMISE -> throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "a client does not push");
            case PRIORITY -> {
                log(header, 0);
                if (requests.block().priority(header, payload)) {
                    gate.reset(header.streamId(), ErrorCode.PROTOCOL_ERROR);
                }
            }
            case PRIORITY_UPDATE -> {
                log(header, 0);
                if ((payload.getInt() & 0x7fffffff) == 0) { // RFC 9218 §7.1
                    throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "PRIORITY_UPDATE for stream 0");
                }
            }
            default -> log(header, 0);
        }
    }

    private void rstStream(FrameHeader header, long code) throws Http2Exception {
        log(header, code);
        requests.checkNotIdle(header);
        Stream stream = gate.connection().stream(header.streamId());
        gate.guard().rstStream(stream != null && stream.sending());
        if (stream != null) {
            gate.ended(stream, StreamOutcome.RESET_REMOTE);
        } else {
            requests.resetToo(header.streamId());
        }
    }

    private void settings(FrameHeader header, ByteBuffer payload) throws Http2Exception {
        log(header, 0);
        if (header.has(Flags.ACK)) {
            gate.ownSettings().acknowledge();
        } else {
            settled = true;
            gate.guard().answer();
            gate.peerSettings(payload);
        }
    }

    private void ping(FrameHeader header, long opaque) throws Http2Exception {
        log(header, 0);
        if (header.has(Flags.ACK)) {
            gate.pings().answered(opaque);
        } else if (!gate.pings().ignored()) {
            gate.guard().answer();
            gate.outbound().next().ping(opaque, true);
            gate.flushSoon();
        }
    }

    private void windowUpdate(FrameHeader header, int increment) throws Http2Exception {
        log(header, increment);
        int id = header.streamId();
        if (id == 0) {
            if (increment == 0) {
                throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "WINDOW_UPDATE of 0");
            }
            if (!gate.connection().sendWindow().add(increment)) {
                throw new Http2Exception(ErrorCode.FLOW_CONTROL_ERROR, "connection window over 2^31-1");
            }
        } else {
            requests.checkNotIdle(header);
            Stream stream = gate.connection().stream(id);
            if (increment == 0) {
                gate.reset(id, ErrorCode.PROTOCOL_ERROR);
                return;
            }
            if (stream == null) {
                return;
            }
            FlowWindow window = stream.sendWindow();
            if (!window.add(increment)) {
                gate.reset(stream, ErrorCode.FLOW_CONTROL_ERROR);
                return;
            }
        }
        gate.sendWindows().grew();
    }

    private void log(FrameHeader header, long detail) {
        gate.connection()
                .wire()
                .frame(Direction.IN, header.code(), header.flags(), header.streamId(), header.length(), detail);
    }
}
