package dev.http2bin.bin.priority;

import dev.http2bin.http2.buffer.Buffers;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/** A picture in SVG that shows the number of its response, with spaces behind it up to the length asked for. */
final class Picture implements ReadableByteChannel {
    private static final ByteBuffer SPACES = ByteBuffer.wrap(" ".repeat(16_384).getBytes(StandardCharsets.US_ASCII))
            .asReadOnlyBuffer();

    private final ByteBuffer drawing;
    private long spaces;

    private Picture(ByteBuffer drawing, long spaces) {
        this.drawing = drawing;
        this.spaces = spaces;
    }

    /** One of exactly this many bytes; a short one is cut. */
    static Picture of(int number, boolean important, long length) {
        byte[] svg = """
                <svg xmlns="http://www.w3.org/2000/svg" width="96" height="48" viewBox="0 0 96 48">
                <rect width="96" height="48" rx="6" fill="%s"/>
                <text x="48" y="30" fill="#fff" font-family="sans-serif" font-size="16" text-anchor="middle">%d</text>
                </svg>
                """.formatted(important ? "#b3261e" : "#5f6b7a", number).getBytes(StandardCharsets.US_ASCII);
        int drawn = (int) Math.min(svg.length, length);
        return new Picture(ByteBuffer.wrap(svg, 0, drawn), length - drawn);
    }

    @Override
    public int read(ByteBuffer dst) {
        int before = dst.position();
        Buffers.move(drawing, dst, drawing.remaining());
        while (spaces > 0 && dst.hasRemaining()) {
            spaces -= Buffers.move(SPACES.duplicate(), dst, spaces);
        }
        int read = dst.position() - before;
        return read == 0 && spaces == 0 && !drawing.hasRemaining() ? -1 : read;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
