package dev.http2bin.http2.frame;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of octets into frames, however the octets come: any split gives the same calls. It knows no meaning but
 * the padding of DATA. The payload of any other frame is handed over whole, so a visitor that accepts a frame's length
 * in {@link FrameVisitor#begin} also accepts that much memory.
 */
public final class FrameReader {
    private enum Part {
        HEADER,
        PAD_LENGTH,
        DATA,
        PADDING,
        PAYLOAD,
        SKIP
    }

    private final FrameVisitor visitor;
    private final FrameHeader header = new FrameHeader();
    private final ByteBuffer headerOctets = ByteBuffer.allocate(FrameHeader.LENGTH);
    private @Nullable ByteBuffer partial;
    private Part part = Part.HEADER;
    private int left;
    private int padding;

    public FrameReader(FrameVisitor visitor) {
        this.visitor = visitor;
    }

    /** Whether the next octet begins a frame: the only place where another frame may be put in between. */
    public boolean atBoundary() {
        return part == Part.HEADER && headerOctets.position() == 0;
    }

    /**
     * Reads frames until the buffer is empty or the visitor takes no more of a DATA frame.
     *
     * @return whether the buffer is empty
     */
    public boolean read(ByteBuffer src) throws Http2Exception {
        while (advance(src)) {
            // each turn ends one part of a frame
        }
        return !src.hasRemaining();
    }

    /** Ends the current part and enters the next, or returns false where more octets or more room are needed. */
    private boolean advance(ByteBuffer src) throws Http2Exception {
        return switch (part) {
            case HEADER -> header(src);
            case PAD_LENGTH -> padLength(src);
            case DATA -> data(src);
            case PADDING -> skip(src) && end();
            case PAYLOAD -> payload(src);
            case SKIP -> skip(src) && (header.type() == FrameType.DATA ? end() : next());
        };
    }

    private boolean header(ByteBuffer src) throws Http2Exception {
        if (headerOctets.position() == 0 && src.remaining() >= FrameHeader.LENGTH) {
            header.read(src);
        } else {
            transfer(src, headerOctets);
            if (headerOctets.hasRemaining()) {
                return false;
            }
            headerOctets.flip();
            header.read(headerOctets);
            headerOctets.clear();
        }
        left = header.length();
        if (!visitor.begin(header)) {
            part = Part.SKIP;
        } else if (header.type() != FrameType.DATA) {
            part = Part.PAYLOAD;
            left = Math.min(left, visitor.wanted(header));
        } else if (header.has(Flags.PADDED)) {
            part = Part.PAD_LENGTH;
        } else {
            beginData();
        }
        return true;
    }

    private boolean padLength(ByteBuffer src) throws Http2Exception {
        if (left > 0 && !src.hasRemaining()) {
            return false;
        }
        padding = left > 0 ? src.get() & 0xff : 0;
        if (--left < padding) {
            throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "padding is longer than the DATA frame");
        }
        left -= padding;
        beginData();
        return true;
    }

    private void beginData() throws Http2Exception {
        part = Part.DATA;
        visitor.beginData(header, left);
    }

    private boolean data(ByteBuffer src) throws Http2Exception {
        if (left > 0) {
            int limit = src.limit();
            int start = src.position();
            src.limit(start + Math.min(left, src.remaining()));
            try {
                if (src.hasRemaining()) {
                    visitor.data(header, src);
                }
            } finally {
                left -= src.position() - start;
                src.limit(limit);
            }
            if (left > 0) {
                return false;
            }
        }
        left = padding;
        part = Part.PADDING;
        return true;
    }

    private boolean payload(ByteBuffer src) throws Http2Exception {
        if (partial == null && src.remaining() >= left) {
            int limit = src.limit();
            int end = src.position() + left;
            src.limit(end);
            try {
                visitor.payload(header, src);
            } finally {
                src.limit(limit).position(end);
            }
            return behindPayload();
        }
        if (partial == null) {
            partial = ByteBuffer.allocate(left);
        }
        transfer(src, partial);
        if (partial.hasRemaining()) {
            return false;
        }
        ByteBuffer whole = partial.flip();
        partial = null;
        visitor.payload(header, whole);
        return behindPayload();
    }

    private boolean behindPayload() {
        left = header.length() - left;
        part = Part.SKIP;
        return true;
    }

    private boolean skip(ByteBuffer src) {
        int n = Math.min(left, src.remaining());
        src.position(src.position() + n);
        left -= n;
        return left == 0;
    }

    private boolean end() throws Http2Exception {
        next();
        visitor.end(header);
        return true;
    }

    private boolean next() {
        part = Part.HEADER;
        padding = 0;
        return true;
    }

    private static void transfer(ByteBuffer src, ByteBuffer dst) {
        int n = Math.min(src.remaining(), dst.remaining());
        dst.put(dst.position(), src, src.position(), n);
        dst.position(dst.position() + n);
        src.position(src.position() + n);
    }
}
