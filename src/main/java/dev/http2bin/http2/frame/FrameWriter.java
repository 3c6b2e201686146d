package dev.http2bin.http2.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue of bytes that grows as frames are written and empties into buffers. Not safe for use by several threads. */
public final class FrameWriter {

    /** Learns of each frame as it is written, so that writing a frame and logging it are one act. */
    @FunctionalInterface
    public interface Observer {

        /**
         * A frame's header was written.
         *
         * @param detail an error code, an increment, or 0
         */
        void wrote(int type, int flags, int streamId, int length, long detail);
    }

    private static final int SMALLEST = 256;

    private final Observer observer;
    private ByteBuffer octets = ByteBuffer.allocate(0);
    /** How many of the octets were taken. The others are moved to the beginning only if their room is needed. */
    private int taken;

    /** A writer without an observer. */
    public FrameWriter() {
        this((type, flags, streamId, length, detail) -> {});
    }

    /** A writer that tells this observer of each frame. */
    public FrameWriter(Observer observer) {
        this.observer = observer;
    }

    /** Octets written and not yet taken. */
    public int size() {
        return octets.position() - taken;
    }

    /** Bytes of memory that the queue takes. */
    public int capacity() {
        return octets.capacity();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** Moves as much as the buffer has room for; an emptied queue keeps little memory. */
    public void drainTo(ByteBuffer dst) {
        int n = Math.min(size(), dst.remaining());
        dst.put(dst.position(), octets, taken, n);
        dst.position(dst.position() + n);
        taken += n;
        if (isEmpty()) {
            clear();
        }
    }

    /** Drops what was written and not yet taken. */
    public void clear() {
        taken = 0;
        octets = octets.capacity() > 16 * SMALLEST ? ByteBuffer.allocate(0) : octets.clear();
    }

    /** Moves all octets of another queue behind those of this one. */
    public void append(FrameWriter other) {
        ByteBuffer dst = room(other.size());
        other.drainTo(dst);
    }

    /** A frame's header; its payload is to follow by other means. */
    public void header(int length, FrameType type, int flags, int streamId) {
        putHeader(length, type.code(), flags, streamId, 0);
    }

    /** Any frame, known or not. */
    public void frame(int type, int flags, int streamId, ByteBuffer payload) {
        ByteBuffer dst = room(FrameHeader.LENGTH + payload.remaining());
        putHeader(payload.remaining(), type, flags, streamId, 0);
        dst.put(payload);
    }

    /**
     * A header block as HEADERS and, where it is longer than a frame may be, CONTINUATION (RFC 9113 §4.3).
     *
     * @param maxFrameSize the peer's SETTINGS_MAX_FRAME_SIZE
     */
    public void headers(int streamId, boolean endStream, ByteBuffer block, int maxFrameSize) {
        FrameType type = FrameType.HEADERS;
        int flags = endStream ? Flags.END_STREAM : 0;
        int limit = block.limit();
        do {
            int end = Math.min(limit, block.position() + maxFrameSize);
            block.limit(end);
            frame(type.code(), end == limit ? flags | Flags.END_HEADERS : flags, streamId, block);
            block.limit(limit);
            type = FrameType.CONTINUATION;
            flags = 0;
        } while (block.hasRemaining());
    }

    public void settings(List<Setting> settings) {
        ByteBuffer dst = room(FrameHeader.LENGTH + 6 * settings.size());
        putHeader(6 * settings.size(), FrameType.SETTINGS.code(), 0, 0, 0);
        for (Setting setting : settings) {
            dst.putShort((short) setting.id()).putInt((int) setting.value());
        }
    }

    public void settingsAck() {
        header(0, FrameType.SETTINGS, Flags.ACK, 0);
    }

    public void ping(long opaque, boolean ack) {
        header(8, FrameType.PING, ack ? Flags.ACK : 0, 0);
        room(8).putLong(opaque);
    }

    public void windowUpdate(int streamId, int increment) {
        putHeader(4, FrameType.WINDOW_UPDATE.code(), 0, streamId, increment);
        room(4).putInt(increment);
    }

    public void rstStream(int streamId, long code) {
        putHeader(4, FrameType.RST_STREAM.code(), 0, streamId, code);
        room(4).putInt((int) code);
    }

    /** A GOAWAY, with debug data for the one who reads traces (RFC 9113 §6.8). */
    public void goAway(int lastStreamId, long code, @Nullable String debugData) {
        byte[] debug = debugData == null ? new byte[0] : debugData.getBytes(StandardCharsets.UTF_8);
        putHeader(8 + debug.length, FrameType.GOAWAY.code(), 0, 0, code);
        room(8 + debug.length).putInt(lastStreamId).putInt((int) code).put(debug);
    }

    private void putHeader(int length, int type, int flags, int streamId, long detail) {
        room(FrameHeader.LENGTH).putInt(length << 8 | type).put((byte) flags).putInt(streamId);
        observer.wrote(type, flags, streamId, length, detail);
    }

    private ByteBuffer room(int n) {
        if (octets.remaining() < n) {
            int needed = size() + n;
            boolean fits = 2 * needed <= octets.capacity();
            ByteBuffer roomy = fits ? octets.duplicate().clear() : ByteBuffer.allocate(Math.max(SMALLEST, 2 * needed));
            octets = roomy.put(octets.flip().position(taken));
            taken = 0;
        }
        return octets;
    }
}
