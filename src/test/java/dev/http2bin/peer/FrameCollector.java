package dev.http2bin.peer;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameReader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.FrameVisitor;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.hpack.DynamicTable;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.hpack.HpackDecoder;
import dev.http2bin.http2.hpack.HpackException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes frames of what a server sends, with its header blocks decoded. */
public final class FrameCollector implements FrameVisitor {
    private final FrameReader reader = new FrameReader(this);
    private final HpackDecoder decoder = new HpackDecoder(4096);
    private final Consumer<PeerFrame> frames;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private ByteArrayOutputStream block = new ByteArrayOutputStream();

    /** Tells each frame when it is complete. */
    public FrameCollector(Consumer<PeerFrame> frames) {
        this.frames = frames;
    }

    public void read(byte[] octets, int length) throws Http2Exception {
        reader.read(ByteBuffer.wrap(octets, 0, length));
    }

    /** The server acknowledged our SETTINGS_HEADER_TABLE_SIZE. */
    void maxTableSize(long octets) {
        decoder.maxTableSize((int) Math.min(octets, Integer.MAX_VALUE));
    }

    DynamicTable table() {
        return decoder.table();
    }

    @Override
    public boolean begin(FrameHeader header) {
        return true;
    }

    @Override
    public void payload(FrameHeader header, ByteBuffer payload) throws Http2Exception {
        byte[] octets = new byte[payload.remaining()];
        payload.get(octets);
        List<HeaderField> fields = List.of();
        if (header.type() == FrameType.HEADERS || header.type() == FrameType.CONTINUATION) {
            block.writeBytes(octets);
            if (header.has(Flags.END_HEADERS)) {
                fields = decode(ByteBuffer.wrap(block.toByteArray()));
                block = new ByteArrayOutputStream(); // reset() would keep the room of a long one
            }
        }
        tell(header, octets, fields);
    }

    private List<HeaderField> decode(ByteBuffer octets) throws Http2Exception {
        List<HeaderField> fields = new ArrayList<>();
        try {
            decoder.decode(octets, Integer.MAX_VALUE, Integer.MAX_VALUE, (field, how) -> fields.add(field));
        } catch (HpackException e) {
            throw new Http2Exception(ErrorCode.COMPRESSION_ERROR, String.valueOf(e.getMessage()));
        }
        return fields;
    }

    @Override
    public void beginData(FrameHeader header, int length) {
        data.reset();
    }

    @Override
    public void data(FrameHeader header, ByteBuffer octets) {
        while (octets.hasRemaining()) {
            data.write(octets.get());
        }
    }

    @Override
    public void end(FrameHeader header) {
        tell(header, data.toByteArray(), List.of());
    }

    private void tell(FrameHeader header, byte[] payload, List<HeaderField> fields) {
        frames.accept(
                new PeerFrame(header.streamId(), header.code(), header.flags(), ByteBuffer.wrap(payload), fields));
    }
}
