package dev.http2bin.peer;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.hpack.HeaderField;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A frame that came from the server.
 *
 * @param payload without padding, from its first octet to its limit
 * @param fields those of the header block that ends with this frame
 */
public record PeerFrame(int streamId, int code, int flags, ByteBuffer payload, List<HeaderField> fields) {

    public FrameType type() {
        return FrameType.of(code);
    }

    /** Whether all these flags are set. */
    public boolean has(int bits) {
        return (flags & bits) == bits;
    }

    /** The value of a field; null where there is none of that name. */
    public @Nullable String field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(HeaderField::value)
                .findFirst()
                .orElse(null);
    }

    /** The entries of a SETTINGS frame. */
    public List<Setting> settings() {
        ByteBuffer octets = payload.duplicate();
        List<Setting> settings = new ArrayList<>();
        while (octets.hasRemaining()) {
            settings.add(new Setting(octets.getShort() & 0xffff, octets.getInt() & 0xffffffffL));
        }
        return settings;
    }

    /** The content of a DATA frame. */
    public String text() {
        return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
    }

    /** The four octets at an offset, unsigned: an error code, an increment, a stream id. */
    public long number(int offset) {
        return payload.getInt(offset) & 0xffffffffL;
    }

    /** The frame as a line: stream, type, flags and what it says; the length where that is what counts. */
    @Override
    public String toString() {
        String sized = FrameHeader.describe(streamId, code, payload.limit(), flags);
        String line = sized.replaceFirst(" " + payload.limit() + "(?= |$)", "");
        return switch (type()) {
            case HEADERS, CONTINUATION -> line + fieldsAsText();
            case RST_STREAM -> line + " " + ErrorCode.name(number(0));
            case GOAWAY -> line + " " + number(0) + " " + ErrorCode.name(number(4)) + debugData();
            case WINDOW_UPDATE -> line + " +" + number(0);
            case PING -> line + " " + hex(payload.getLong(0));
            case SETTINGS -> settings(line, settings());
            default -> sized;
        };
    }

    private String debugData() {
        ByteBuffer debug = payload.duplicate().position(8);
        return debug.hasRemaining() ? " " + StandardCharsets.UTF_8.decode(debug) : "";
    }

    private String fieldsAsText() {
        return fields.stream()
                .map(field -> " " + field.name() + " " + field.value())
                .collect(Collectors.joining());
    }

    static String settings(String line, List<Setting> settings) {
        return line
                + settings.stream()
                        .map(setting -> " " + setting.name() + "=" + setting.value())
                        .collect(Collectors.joining());
    }

    static String hex(long opaque) {
        return String.format("%016x", opaque);
    }
}
