package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameReader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.FrameVisitor;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.Stream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client sends: each frame is checked, answered or handed on to Undertow. */
final class Inbound implements FrameVisitor {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final ByteBuffer NOWHERE = ByteBuffer.allocate(0);

    private final Connection connection;
    private final Transport transport;
    private final PeerSettings peerSettings;
    private final OwnSettings ownSettings;
    private final Guard guard;
    private final ReceiveWindows receiveWindows;
    private final ClientBlock block;
    private final Requests requests;
    private final ControlFrames control;
    private final StreamEndings endings;
    private final Handover undertow;
    private final FrameQueue toUndertow;
    private final FrameReader reader = new FrameReader(this);
    private int preface;
    private ByteBuffer source = NOWHERE;
    private ByteBuffer destination = NOWHERE;
    private @Nullable Stream receiving;

    Inbound(
            Connection connection,
            Transport transport,
            PeerSettings peerSettings,
            OwnSettings ownSettings,
            Guard guard,
            ReceiveWindows receiveWindows,
            ClientBlock block,
            Requests requests,
            ControlFrames control,
            StreamEndings endings,
            Handover undertow,
            FrameQueue toUndertow) {
        this.connection = connection;
        this.transport = transport;
        this.peerSettings = peerSettings;
        this.ownSettings = ownSettings;
        this.guard = guard;
        this.receiveWindows = receiveWindows;
        this.block = block;
        this.requests = requests;
        this.control = control;
        this.endings = endings;
        this.undertow = undertow;
        this.toUndertow = toUndertow;
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
            toUndertow.drainTo(dst); // also where a later frame is an error: what came before it is not undone
        }
    }

    /** The connection is gone. */
    void gone() {
        block.gone();
    }

    @Override
    public boolean begin(FrameHeader header) throws Http2Exception {
        if (transport.leaving()) {
            return false; // a frame that came with the last one counts no more than one that comes later
        }
        FrameType type = header.type();
        if (header.length() > ownSettings.maxFrameSize()) {
            throw new LimitExceeded(ErrorCode.FRAME_SIZE_ERROR, Limit.FRAME_SIZE);
        }
        if (!peerSettings.received() && (type != FrameType.SETTINGS || header.has(Flags.ACK))) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "the first frame is not SETTINGS");
        }
        block.checkContinuation(header);
        guard.frame(header);
        if (!type.allowsStream(header.streamId())) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, type + " on stream " + header.streamId());
        }
        if (type == FrameType.PRIORITY && header.length() != 5) {
            log(header, 0);
            endings.fault(header.streamId(), ErrorCode.FRAME_SIZE_ERROR);
            return false;
        }
        if (!type.allowsLength(header.length(), header.flags())) {
            throw new Http2Exception(ErrorCode.FRAME_SIZE_ERROR, type + " of " + header.length() + " octets");
        }
        if (type == FrameType.DATA) {
            beginDataFrame(header);
        } else if (type == FrameType.HEADERS || type == FrameType.CONTINUATION) {
            block.begin(header, source.remaining());
        }
        return true;
    }

    private void beginDataFrame(FrameHeader header) throws Http2Exception {
        log(header, 0);
        receiveWindows.take(header.length());
        receiving = connection.stream(header.streamId());
        Stream stream = receiving;
        if (stream != null && stream.receiving()) {
            if (stream.receiveWindow().take(header.length())) {
                return;
            }
            receiveWindows.dropped(header.length());
            endings.fault(header.streamId(), ErrorCode.FLOW_CONTROL_ERROR);
        } else {
            control.checkNotIdle(header);
            receiveWindows.dropped(header.length());
            if (!endings.mayBeInFlight(header.streamId())) {
                endings.fault(header.streamId(), ErrorCode.STREAM_CLOSED);
            }
        }
        receiving = null; // what comes is counted and dropped
    }

    @Override
    public void beginData(FrameHeader header, int length) throws Http2Exception {
        Stream stream = receiving;
        if (stream != null && !stream.receiving()) { // it ended while the padding's length was under way
            stream = null;
            receiving = null;
            receiveWindows.dropped(header.length());
        }
        guard.data(header, length, stream != null);
        connection.received(stream, length, header.length());
        if (stream == null) {
            return;
        }
        receiveWindows.consumed(stream, header.length() - length);
        if (Requests.tooLong(stream, header.has(Flags.END_STREAM))) {
            receiving = null;
            endings.fault(header.streamId(), ErrorCode.PROTOCOL_ERROR);
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
        toUndertow.pass(data, destination);
    }

    @Override
    public void end(FrameHeader header) {
        Stream stream = receiving;
        receiving = null;
        boolean open = stream != null && stream.receiving();
        undertow.endData(header.streamId(), open);
        if (stream != null && open && header.has(Flags.END_STREAM)) {
            endings.remoteEnded(stream);
        }
    }

    /** The gate does not read debug data, long priorities or undefined frames, so a frame of these that never ends holds no memory. */
    @Override
    public int wanted(FrameHeader header) {
        return switch (header.type()) {
            case GOAWAY -> 8;
            case PUSH_PROMISE -> 4;
            case PRIORITY_UPDATE -> Priorities.MOST_READ;
            case UNKNOWN -> 0;
            default -> header.length();
        };
    }

    @Override
    public void payload(FrameHeader header, ByteBuffer payload) throws Http2Exception {
        FrameType type = header.type();
        if (type == FrameType.PUSH_PROMISE) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "a client does not push");
        }
        log(header, detail(type, payload));
        switch (type) {
            case HEADERS, CONTINUATION -> requests.headers(header, payload);
            case PRIORITY -> {
                if (block.priority(header, payload)) {
                    endings.fault(header.streamId(), ErrorCode.PROTOCOL_ERROR);
                }
            }
            default -> control.payload(header, payload);
        }
    }

    /** What the log keeps of a payload: an error code or an increment. */
    private static long detail(FrameType type, ByteBuffer payload) {
        int start = payload.position();
        return switch (type) {
            case RST_STREAM -> payload.getInt(start) & 0xffffffffL;
            case GOAWAY -> payload.getInt(start + 4) & 0xffffffffL;
            case WINDOW_UPDATE -> payload.getInt(start) & 0x7fffffff;
            default -> 0;
        };
    }

    private void log(FrameHeader header, long detail) {
        connection
                .wire()
                .frame(Direction.IN, header.code(), header.flags(), header.streamId(), header.length(), detail);
    }
}
