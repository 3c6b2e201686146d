package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.hpack.HpackDecoder;
import dev.http2bin.http2.hpack.HpackEncoder;
import dev.http2bin.http2.hpack.HpackException;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.EarlyHints;
import dev.http2bin.http2.ledger.Stream;
import dev.http2bin.http2.ledger.StreamServer;
import dev.http2bin.http2.syntax.HttpDate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Header blocks for the client: Undertow's, read without a table, and the gate's own, encoded with one. */
final class Responses {
    private static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final int SCRATCH = 512;

    /** A connection keeps no more than this for its next block. */
    private static final int MOST_SCRATCH = 16_384;

    private static final String DATE = "date";

    private final Connection connection;
    private final HpackDecoder fromUndertow = new HpackDecoder(4096);
    private final HpackEncoder encoder;
    private final PeerSettings peerSettings;
    private final Guard guard;
    private final StreamEndings endings;
    private final Priorities priorities;
    private final FrameQueue toClient;
    private final HeaderBlock written;
    private List<HeaderField> fields = List.of();
    private boolean endStream;
    private ByteBuffer scratch = ByteBuffer.allocate(SCRATCH);

    Responses(
            Connection connection,
            HpackEncoder encoder,
            PeerSettings peerSettings,
            Guard guard,
            StreamEndings endings,
            Priorities priorities,
            FrameQueue toClient) {
        this.connection = connection;
        this.encoder = encoder;
        this.peerSettings = peerSettings;
        this.guard = guard;
        this.endings = endings;
        this.priorities = priorities;
        this.toClient = toClient;
        this.written = new HeaderBlock(connection, Direction.OUT, () -> scratch.position());
    }

    /** Undertow's frames; it never pads and never sends priority. They are decoded as they come, and not joined. */
    void headers(FrameHeader header, ByteBuffer payload) throws Http2Exception {
        if (header.type() == FrameType.HEADERS) {
            endStream = header.has(Flags.END_STREAM);
            fields = new ArrayList<>();
            fromUndertow.begin(UNBOUNDED, UNBOUNDED, (field, representation) -> fields.add(field));
        }
        boolean whole = header.has(Flags.END_HEADERS);
        decode(payload, whole);
        Stream stream = connection.stream(header.streamId());
        if (whole && stream != null && stream.sending()) {
            if (!stream.answered() && !informational(fields)) {
                date(fields);
                withoutLength(fields);
                priorities.answered(stream, fields);
            }
            respond(stream, fields, endStream);
        }
        if (whole) {
            fields = List.of();
        }
    }

    private void decode(ByteBuffer fragment, boolean last) throws Http2Exception {
        try {
            fromUndertow.fragment(fragment);
            if (last) {
                fromUndertow.end();
            }
        } catch (HpackException e) {
            throw new Http2Exception(ErrorCode.INTERNAL_ERROR, "Undertow's header block: " + e.getMessage());
        }
    }

    /** Undertow writes no date: it would code anew in each block what the client's table has for a second. */
    private static void date(List<HeaderField> fields) {
        for (HeaderField field : fields) {
            if (field.name().equals(DATE)) {
                return;
            }
        }
        fields.add(new HeaderField(DATE, HttpDate.now()));
    }

    /** A 204 has no length (RFC 9110 §8.6), nor has a 304 here; the servlet container writes that of an empty content. */
    private static void withoutLength(List<HeaderField> fields) {
        String status = fields.get(0).value();
        if (status.equals("204") || status.equals("304")) {
            fields.removeIf(field -> field.name().equals("content-length"));
        }
    }

    /** Writes HEADERS of an informational or final response, or of trailers. */
    void respond(Stream stream, List<HeaderField> fields, boolean end) {
        if (write(stream.id(), fields, end) > MOST_SCRATCH) {
            forgetAtTheEnd(stream);
        }
        if (!stream.answered() && !informational(fields)) {
            connection.answered(stream);
        }
        if (end) {
            endings.localEnded(stream);
        }
    }

    private static void forgetAtTheEnd(Stream stream) {
        stream.whenEnded(() -> {
            StreamServer server = stream.server();
            if (server != null) {
                server.forgetFields();
            }
        });
    }

    /** Writes a 103 where the final response has not begun. */
    EarlyHints earlyHints(int streamId, List<HeaderField> fields) {
        Stream stream = connection.stream(streamId);
        if (stream == null || !stream.sending() || stream.answered()) {
            connection.wire().earlyHints(fields, EarlyHints.SKIPPED_COMMITTED);
            return EarlyHints.SKIPPED_COMMITTED;
        }
        connection.wire().earlyHints(fields, EarlyHints.SENT);
        List<HeaderField> all = new ArrayList<>(fields.size() + 1);
        all.add(new HeaderField(":status", "103"));
        all.addAll(fields);
        respond(stream, all, false);
        return EarlyHints.SENT;
    }

    /** Writes a 100 where the client still waits for it. */
    void invite(int streamId) {
        Stream stream = connection.stream(streamId);
        if (stream != null && stream.sending() && stream.receiving() && !stream.answered() && stream.dataIn() == 0) {
            respond(stream, List.of(new HeaderField(":status", "100")), false);
        }
    }

    private static boolean informational(List<HeaderField> fields) {
        HeaderField first = fields.get(0);
        return first.name().equals(":status") && first.value().startsWith("1");
    }

    /** Writes a header block, and returns its length in bytes. */
    private int write(int streamId, List<HeaderField> fields, boolean end) {
        int most = HpackEncoder.maxEncodedSize(fields);
        if (scratch.capacity() < most) {
            scratch = ByteBuffer.allocate(most);
        }
        encoder.encode(fields, scratch.clear(), written.collect());
        scratch.flip();
        int wire = scratch.remaining();
        written.collected(streamId, wire);
        connection.wire().tableChanged(Direction.OUT);
        toClient.next().headers(streamId, end, scratch, peerSettings.maxFrameSize());
        if (scratch.capacity() > MOST_SCRATCH) {
            scratch = ByteBuffer.allocate(SCRATCH);
        }
        guard.headersSent();
        return wire;
    }
}
