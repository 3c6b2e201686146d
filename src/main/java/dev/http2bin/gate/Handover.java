package dev.http2bin.gate;

import dev.http2bin.hpack.HeaderField;
import dev.http2bin.hpack.HpackEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes header blocks for Undertow: literals in one HEADERS frame, which need no table. */
final class Handover {
    private static final int LITERAL_OVERHEAD = 16;

    private final FrameQueue undertow;
    private final HpackEncoder encoder = new HpackEncoder(0, false);

    Handover(FrameQueue undertow) {
        this.undertow = undertow;
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
        undertow.next().headers(id, end, literal.flip(), Integer.MAX_VALUE);
    }

    /**
     * Undertow knows no host beside :authority, only the first cookie (RFC 9113 §8.2.3, §8.3.1), and gives up on a length
     * that is said twice.
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
}
