package dev.http2bin.http2.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every call a reader makes as a line, with the pieces of one DATA frame joined; wants all frames but those given. */
class FrameTrace implements FrameVisitor {
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder data = new StringBuilder();
    private final @Nullable FrameType unwanted;

    FrameTrace(@Nullable FrameType unwanted) {
        this.unwanted = unwanted;
    }

    /** The calls for these octets cut at these positions; the last line says what was wrong, where something was. */
    static List<String> of(byte[] octets, int... cuts) {
        return of(null, octets, cuts);
    }

    static List<String> of(@Nullable FrameType unwanted, byte[] octets, int... cuts) {
        FrameTrace trace = new FrameTrace(unwanted);
        FrameReader reader = new FrameReader(trace);
        int start = 0;
        try {
            for (int cut : cuts) {
                reader.read(ByteBuffer.wrap(octets, start, cut - start));
                start = cut;
            }
            reader.read(ByteBuffer.wrap(octets, start, octets.length - start));
            trace.flush();
            trace.lines.add(reader.atBoundary() ? "at a boundary" : "inside a frame");
        } catch (Http2Exception e) {
            trace.flush();
            trace.lines.add(e.code() + " " + e.getMessage());
        }
        return trace.lines;
    }

    private void flush() {
        if (!data.isEmpty()) {
            lines.add("data " + data);
            data.setLength(0);
        }
    }

    private static String hex(ByteBuffer octets) {
        byte[] copy = new byte[octets.remaining()];
        octets.get(copy);
        return HexFormat.of().formatHex(copy);
    }

    @Override
    public boolean begin(FrameHeader header) {
        lines.add("begin " + header);
        return header.type() != unwanted;
    }

    @Override
    public void payload(FrameHeader header, ByteBuffer payload) {
        lines.add("payload " + hex(payload));
    }

    @Override
    public void beginData(FrameHeader header, int length) {
        lines.add("content of " + length);
    }

    @Override
    public void data(FrameHeader header, ByteBuffer octets) {
        data.append(hex(octets));
    }

    @Override
    public void end(FrameHeader header) {
        flush();
        lines.add("end " + header.streamId());
    }
}
