package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameReader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.FrameVisitor;
import dev.http2bin.http2.frame.FrameWriter;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.Stream;
import dev.http2bin.http2.ledger.Wire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What Undertow sends: its DATA passes, its header blocks are encoded anew, its control frames are judged. */
final class Outbound implements FrameVisitor {
    private static final ByteBuffer NOWHERE = ByteBuffer.allocate(0);

    private final Gate gate;
    private final Connection connection;
    private final FrameReader reader = new FrameReader(this);
    private final FrameQueue queue;
    private final Responses responses;
    private ByteBuffer destination = NOWHERE;
    private @Nullable Stream sending;

    Outbound(Gate gate) {
        this.gate = gate;
        this.connection = gate.connection();
        Wire wire = connection.wire();
        this.queue = new FrameQueue((type, flags, streamId, length, detail) ->
                wire.frame(Direction.OUT, type, flags, streamId, length, detail));
        this.responses = new Responses(gate, this);
    }

    Responses responses() {
        return responses;
    }

    /** Where a frame goes that the gate writes: out next, but never inside a DATA frame that is half written. */
    FrameWriter next() {
        return queue.next();
    }

    /** Whether octets wait for room in the transport; those behind a DATA frame that is half written do not yet. */
    boolean waiting() {
        return queue.waiting();
    }

    /** Moves what waits into the transport's buffer. */
    void drainTo(ByteBuffer dst) {
        queue.drainTo(dst);
    }

    /** Reads Undertow's octets and puts what the client is to see into the buffer, until one of both is used up. */
    void read(ByteBuffer src, ByteBuffer dst) throws Http2Exception {
        destination = dst;
        try {
            reader.read(src);
        } finally {
            destination = NOWHERE;
        }
        queue.drainTo(dst);
    }

    @Override
    public boolean begin(FrameHeader header) {
        return switch (header.type()) {
            case DATA -> beginDataFrame(header);
            case HEADERS, CONTINUATION, WINDOW_UPDATE, GOAWAY -> true;
            default -> false; // Undertow's SETTINGS and their ACK: the gate speaks for itself
        };
    }

    private boolean beginDataFrame(FrameHeader header) {
        Stream stream = connection.stream(header.streamId());
        if (stream == null || !stream.sending()) {
            gate.sendWindows().spent(header.length());
            return false;
        }
        queue.next().header(header.length(), FrameType.DATA, header.flags(), header.streamId());
        gate.sendWindows().sent(stream, header.length());
        gate.guard().dataSent();
        sending = stream;
        queue.dataBegins();
        return true;
    }

    @Override
    public void beginData(FrameHeader header, int length) {}

    @Override
    public void data(FrameHeader header, ByteBuffer data) {
        queue.pass(data, destination);
    }

    @Override
    public void end(FrameHeader header) {
        Stream stream = sending;
        if (stream == null) {
            return;
        }
        sending = null;
        queue.dataEnds();
        if (header.has(Flags.END_STREAM) && stream.sending()) {
            gate.localEnded(stream);
        }
    }

    @Override
    public void payload(FrameHeader header, ByteBuffer payload) throws Http2Exception {
        int id = header.streamId();
        switch (header.type()) {
            case HEADERS, CONTINUATION -> responses.headers(header, payload);
            case WINDOW_UPDATE -> {
                Stream stream = id == 0 ? null : connection.stream(id);
                if (stream != null) {
                    gate.receiveWindows().consumed(stream, payload.getInt() & 0x7fffffff);
                }
            }
            default -> {
                payload.getInt();
                gate.departure().undertowLeaves(payload.getInt() & 0xffffffffL);
            }
        }
    }
}
