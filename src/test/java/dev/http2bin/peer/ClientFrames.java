package dev.http2bin.peer;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.FrameWriter;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.hpack.HpackEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a client may send, valid or not, as a chain of calls: each sends one frame and does nothing else.
 *
 * @param <T> the sender itself
 */
public abstract class ClientFrames<T extends ClientFrames<T>> {
    private final FrameWriter writer = new FrameWriter();
    private final HpackEncoder encoder = new HpackEncoder(4096, true);

    /**
     * Sends octets as they are.
     *
     * @param line what they are, for a trace
     */
    abstract T send(byte[] octets, String line);

    public final T raw(byte... octets) {
        return send(octets, "raw " + octets.length);
    }

    public final T preface() {
        return send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII), "preface");
    }

    /** Any frame. */
    public final T frame(int type, int flags, int streamId, byte... payload) {
        return frame(type, flags, streamId, payload, "");
    }

    public final T frame(FrameType type, int flags, int streamId, byte... payload) {
        return frame(type.code(), flags, streamId, payload, "");
    }

    private T frame(int type, int flags, int streamId, byte[] payload, String detail) {
        writer.frame(type, flags, streamId, ByteBuffer.wrap(payload));
        return written(FrameHeader.describe(streamId, type, payload.length, flags) + detail);
    }

    /** A frame's header alone; its payload may follow as {@link #raw}. */
    public final T header(int length, FrameType type, int flags, int streamId) {
        writer.header(length, type, flags, streamId);
        return written(FrameHeader.describe(streamId, type.code(), length, flags) + " (header alone)");
    }

    /** SETTINGS with ids and values in turn. */
    public T settings(long... idsAndValues) {
        List<Setting> settings = IntStream.range(0, idsAndValues.length / 2)
                .mapToObj(i -> new Setting((int) idsAndValues[2 * i], idsAndValues[2 * i + 1]))
                .toList();
        writer.settings(settings);
        return written(PeerFrame.settings("0 SETTINGS", settings));
    }

    public final T settingsAck() {
        writer.settingsAck();
        return written("0 SETTINGS ACK");
    }

    /** A whole GET. */
    public final T get(int streamId, String path, String... namesAndValues) {
        return headers(streamId, Flags.END_STREAM, request("GET", path, namesAndValues));
    }

    /** The HEADERS of a POST, whose content is to follow. */
    public final T post(int streamId, String path, String... namesAndValues) {
        return headers(streamId, 0, request("POST", path, namesAndValues));
    }

    /** The HEADERS of a PUT, whose content is to follow. */
    public final T put(int streamId, String path) {
        return headers(streamId, 0, request("PUT", path));
    }

    /** The names and values of a request's fields in turn. */
    public static String[] request(String method, String path, String... namesAndValues) {
        return Stream.concat(
                        Stream.of(":method", method, ":scheme", "https", ":authority", "localhost", ":path", path),
                        Stream.of(namesAndValues))
                .toArray(String[]::new);
    }

    /** One HEADERS frame with END_HEADERS, which trailers are as well. */
    public final T headers(int streamId, int flags, String... namesAndValues) {
        String detail = " " + String.join(" ", namesAndValues);
        byte[] block = block(namesAndValues);
        return frame(FrameType.HEADERS.code(), flags | Flags.END_HEADERS, streamId, block, detail);
    }

    /** A header block in HPACK; it has to be sent, as it may change the table. */
    public final byte[] block(String... namesAndValues) {
        List<HeaderField> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new HeaderField(namesAndValues[i], namesAndValues[i + 1]));
        }
        ByteBuffer block = ByteBuffer.allocate(HpackEncoder.maxEncodedSize(fields));
        encoder.encode(fields, block);
        byte[] octets = new byte[block.flip().remaining()];
        block.get(octets);
        return octets;
    }

    public final T data(int streamId, String content, int flags) {
        return data(streamId, content.getBytes(StandardCharsets.UTF_8), flags);
    }

    public final T data(int streamId, byte[] content, int flags) {
        return frame(FrameType.DATA, flags, streamId, content);
    }

    public final T continuation(int streamId, byte[] fragment, int flags) {
        return frame(FrameType.CONTINUATION, flags, streamId, fragment);
    }

    public final T rst(int streamId, ErrorCode code) {
        writer.rstStream(streamId, code.code());
        return written(streamId + " RST_STREAM " + code);
    }

    public final T ping(long opaque) {
        writer.ping(opaque, false);
        return written("0 PING " + PeerFrame.hex(opaque));
    }

    public final T windowUpdate(int streamId, int increment) {
        writer.windowUpdate(streamId, increment);
        return written(streamId + " WINDOW_UPDATE +" + increment);
    }

    public final T goAway(int lastStreamId, ErrorCode code) {
        writer.goAway(lastStreamId, code.code(), null);
        return written("0 GOAWAY " + lastStreamId + " " + code);
    }

    private T written(String line) {
        byte[] octets = new byte[writer.size()];
        writer.drainTo(ByteBuffer.wrap(octets));
        return send(octets, line);
    }
}
