package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.hpack.HpackEncoder;
import dev.http2bin.http2.ledger.FlowWindow;
import dev.http2bin.http2.syntax.ListField;
import dev.http2bin.http2.syntax.Method;
import dev.http2bin.http2.syntax.Target;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests in the form Undertow can take: header blocks as literals in one HEADERS frame, which need no table, and an end
 * of the content that does not come before the content.
 */
final class Handover {
    private static final String EXPECTATION = "100-continue";
    private static final int LITERAL_OVERHEAD = 16;

    private final FrameQueue toUndertow;
    private final HpackEncoder encoder = new HpackEncoder(0, false);
    private boolean endFollows;

    Handover(FrameQueue toUndertow) {
        this.toUndertow = toUndertow;
    }

    /** Tells Undertow of the client's SETTINGS what it needs; its windows stay open (see {@link SendWindows}). */
    void settings(int maxFrameSize) {
        toUndertow
                .next()
                .settings(List.of(
                        new Setting(Setting.HEADER_TABLE_SIZE, 0),
                        new Setting(Setting.INITIAL_WINDOW_SIZE, FlowWindow.MAX),
                        new Setting(Setting.MAX_FRAME_SIZE, maxFrameSize)));
    }

    /** Hands over a request, in the form that Undertow understands. */
    void request(int id, boolean end, List<HeaderField> fields) {
        fields(id, end, forUndertow(fields));
    }

    /** Hands over these fields as they are. */
    void fields(int id, boolean end, List<HeaderField> fields) {
        int most = HpackEncoder.maxEncodedSize(fields) + LITERAL_OVERHEAD;
        ByteBuffer literal = ByteBuffer.allocate(most);
        encoder.encode(fields, literal);
        toUndertow.next().headers(id, end, literal.flip(), Integer.MAX_VALUE);
    }

    /**
     * A DATA frame begins. Undertow forgets a stream once it reads END_STREAM; did the connection end amid that frame,
     * whoever waits for the rest would wait for ever. So a frame that Undertow may get in pieces has its end follow it.
     *
     * @param end whether it has END_STREAM
     * @param room how many octets Undertow takes at once; 0 where the frame has not come whole yet
     */
    void beginData(int id, int length, boolean end, int room) {
        endFollows = end && toUndertow.size() + FrameHeader.LENGTH + length > room;
        toUndertow.next().header(length, FrameType.DATA, end && !endFollows ? Flags.END_STREAM : 0, id);
        toUndertow.dataBegins();
    }

    /**
     * A DATA frame ended.
     *
     * @param open whether its stream is to go on
     */
    void endData(int id, boolean open) {
        toUndertow.dataEnds();
        if (endFollows && open) {
            toUndertow.next().header(0, FrameType.DATA, Flags.END_STREAM, id);
        }
        endFollows = false;
    }

    /**
     * Undertow knows no host beside :authority, only the first cookie (RFC 9113 §8.2.3, §8.3.1), and methods in any case; it
     * refuses what browsers leave in a query, and a length that is said twice. It must not know of a client that waits for a
     * 100: its own would take the place of the response among its streams, whose window then grows no more.
     */
    private static List<HeaderField> forUndertow(List<HeaderField> fields) {
        List<HeaderField> regular = new ArrayList<>(fields.size() + 1);
        @Nullable StringBuilder cookie = null;
        boolean authority = false;
        boolean length = false;
        for (HeaderField field : fields) {
            switch (field.name()) {
                case "cookie" ->
                    cookie = cookie == null
                            ? new StringBuilder(field.value())
                            : cookie.append("; ").append(field.value());
                case "host" -> {
                    if (!authority) {
                        authority = true;
                        regular.add(0, new HeaderField(":authority", field.value()));
                    }
                }
                case "content-length" -> {
                    if (!length) {
                        length = true;
                        regular.add(field);
                    }
                }
                case "expect" -> {
                    if (!ListField.has(field.value(), EXPECTATION)) {
                        regular.add(field);
                    }
                }
                case ":method" -> regular.add(changed(field, Method.distinct(field.value())));
                case ":path" -> regular.add(changed(field, Target.encoded(field.value())));
                default -> {
                    authority |= field.name().equals(":authority");
                    regular.add(field);
                }
            }
        }
        if (cookie != null) {
            regular.add(new HeaderField("cookie", cookie.toString()));
        }
        return regular;
    }

    private static HeaderField changed(HeaderField field, String value) {
        return value.equals(field.value()) ? field : new HeaderField(field.name(), value);
    }
}
