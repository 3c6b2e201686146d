package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameReader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.FrameVisitor;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Stream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What Undertow sends: its DATA passes, its header blocks are encoded anew, its control frames are judged. */
final class Outbound implements FrameVisitor {
    private static final ByteBuffer NOWHERE = ByteBuffer.allocate(0);

    private final Connection connection;
    private final Responses responses;
    private final SendWindows sendWindows;
    private final ReceiveWindows receiveWindows;
    private final Guard guard;
    private final StreamEndings endings;
    private final Departure departure;
    private final FrameQueue toClient;
    private final FrameReader reader = new FrameReader(this);
    private ByteBuffer destination = NOWHERE;
    private @Nullable Stream sending;

    Outbound(
            Connection connection,
            Responses responses,
            SendWindows sendWindows,
            ReceiveWindows receiveWindows,
            Guard guard,
            StreamEndings endings,
            Departure departure,
            FrameQueue toClient) {
        this.connection = connection;
        this.responses = responses;
        this.sendWindows = sendWindows;
        this.receiveWindows = receiveWindows;
        this.guard = guard;
        this.endings = endings;
        this.departure = departure;
        this.toClient = toClient;
    }

    /** Reads Undertow's octets and puts what the client is to see into the buffer, until one of both is used up. */
    void read(ByteBuffer src, ByteBuffer dst) throws Http2Exception {
        destination = dst;
        try {
            reader.read(src);
        } finally {
            destination = NOWHERE;
        }
        toClient.drainTo(dst);
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
            sendWindows.spent(header.length());
            return false;
        }
        toClient.next().header(header.length(), FrameType.DATA, header.flags(), header.streamId());
        sendWindows.sent(stream, header.length());
        guard.dataSent();
        sending = stream;
        toClient.dataBegins();
        return true;
    }

    @Override
    public void beginData(FrameHeader header, int length) {}

    @Override
    public void data(FrameHeader header, ByteBuffer data) {
        toClient.pass(data, destination);
    }

    @Override
    public void end(FrameHeader header) {
        Stream stream = sending;
        if (stream == null) {
            return;
        }
        sending = null;
        toClient.dataEnds();
        if (header.has(Flags.END_STREAM) && stream.sending()) {
            endings.localEnded(stream);
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
                    receiveWindows.consumed(stream, payload.getInt() & 0x7fffffff);
                }
            }
            default -> {
                payload.getInt();
                departure.undertowLeaves(payload.getInt() & 0xffffffffL);
            }
        }
    }
}
