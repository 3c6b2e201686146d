package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.hpack.HpackEncoder;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Stream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The client's frames that carry neither content nor fields; they end here. */
final class ControlFrames {
    private final Connection connection;
    private final Transport transport;
    private final Guard guard;
    private final PeerSettings peerSettings;
    private final OwnSettings ownSettings;
    private final HpackEncoder encoder;
    private final SendWindows sendWindows;
    private final Pings pings;
    private final StreamEndings endings;
    private final Departure departure;
    private final Priorities priorities;
    private final Handover undertow;
    private final FrameQueue toClient;

    ControlFrames(
            Connection connection,
            Transport transport,
            Guard guard,
            PeerSettings peerSettings,
            OwnSettings ownSettings,
            HpackEncoder encoder,
            SendWindows sendWindows,
            Pings pings,
            StreamEndings endings,
            Departure departure,
            Priorities priorities,
            Handover undertow,
            FrameQueue toClient) {
        this.connection = connection;
        this.transport = transport;
        this.guard = guard;
        this.peerSettings = peerSettings;
        this.ownSettings = ownSettings;
        this.encoder = encoder;
        this.sendWindows = sendWindows;
        this.pings = pings;
        this.endings = endings;
        this.departure = departure;
        this.priorities = priorities;
        this.undertow = undertow;
        this.toClient = toClient;
    }

    /** A whole frame came, which was logged. */
    void payload(FrameHeader header, ByteBuffer payload) throws Http2Exception {
        switch (header.type()) {
            case RST_STREAM -> {
                checkNotIdle(header);
                endings.clientReset(header.streamId());
            }
            case SETTINGS -> {
                if (header.has(Flags.ACK)) {
                    ownSettings.acknowledge();
                } else {
                    settings(payload);
                }
            }
            case PING -> ping(header, payload.getLong());
            case GOAWAY -> departure.clientLeaves();
            case WINDOW_UPDATE -> windowUpdate(header, payload.getInt() & 0x7fffffff);
            case PRIORITY_UPDATE -> {
                int streamId = payload.getInt() & 0x7fffffff;
                boolean whole = header.length() <= Priorities.MOST_READ;
                priorities.update(
                        streamId,
                        whole ? StandardCharsets.ISO_8859_1.decode(payload).toString() : "");
            }
            default -> {} // unknown frames are ignored (RFC 9113 §4.1)
        }
    }

    /** RST_STREAM, WINDOW_UPDATE and DATA mean nothing before HEADERS (RFC 9113 §5.1). */
    void checkNotIdle(FrameHeader header) throws Http2Exception {
        if (connection.isIdle(header.streamId())) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, header.type() + " on an idle stream");
        }
    }

    /** Applies a SETTINGS frame, tells Undertow the part it needs, and acknowledges. */
    private void settings(ByteBuffer payload) throws Http2Exception {
        guard.answer();
        long before = peerSettings.initialWindowSize();
        peerSettings.read(payload, encoder::peerTableSize);
        connection.wire().peerSettings(peerSettings.entries());
        sendWindows.initialSizeChanged(peerSettings.initialWindowSize() - before);
        undertow.settings(peerSettings.maxFrameSize());
        sendWindows.openUndertow();
        toClient.next().settingsAck();
        transport.flushSoon();
    }

    private void ping(FrameHeader header, long opaque) throws Http2Exception {
        if (header.has(Flags.ACK)) {
            pings.answered(opaque);
        } else if (!pings.ignored()) {
            guard.answer();
            toClient.next().ping(opaque, true);
            transport.flushSoon();
        }
    }

    private void windowUpdate(FrameHeader header, int increment) throws Http2Exception {
        int id = header.streamId();
        if (id == 0) {
            if (increment == 0) {
                throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "WINDOW_UPDATE of 0");
            }
            sendWindows.updated(increment);
            return;
        }
        checkNotIdle(header);
        Stream stream = connection.stream(id);
        if (increment == 0) {
            endings.fault(id, ErrorCode.PROTOCOL_ERROR);
        } else if (stream != null && !sendWindows.updated(stream, increment)) {
            endings.fault(id, ErrorCode.FLOW_CONTROL_ERROR);
        }
    }
}
