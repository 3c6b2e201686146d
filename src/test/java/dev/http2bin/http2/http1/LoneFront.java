package dev.http2bin.http2.http1;

import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.http1.Rule.Broken;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A front between a client and an Undertow that reads as soon as there is something. */
final class LoneFront {
    private static final int MAX_SIZE = 16_384;
    private static final int MAX_FIELDS = 100;

    private final Front front = new Front(MAX_SIZE, MAX_FIELDS);
    private final ByteArrayOutputStream undertow = new ByteArrayOutputStream();
    private final int room;
    private int requests;
    private String end = "open";

    /** @param room how much Undertow reads at once */
    LoneFront(int room) {
        this.room = room;
    }

    /** Sends bytes cut at these positions; what follows a broken rule is not looked at. */
    LoneFront client(byte[] bytes, int... cuts) {
        int start = 0;
        for (int cut : cuts) {
            piece(ByteBuffer.wrap(bytes, start, cut - start));
            start = cut;
        }
        piece(ByteBuffer.wrap(bytes, start, bytes.length - start));
        return this;
    }

    private void piece(ByteBuffer piece) {
        try {
            while (end.equals("open") && (piece.hasRemaining() || front.waiting())) {
                if (front.done()) {
                    front.next();
                }
                ByteBuffer out = ByteBuffer.allocate(room);
                try {
                    front.read(piece, out);
                } finally {
                    undertow.write(out.array(), 0, out.position());
                }
                requests += front.done() ? 1 : 0;
            }
        } catch (Broken e) {
            end = e.rule().name();
        }
    }

    Front front() {
        return front;
    }

    /** The trailers of the last request. */
    List<HeaderField> trailers() {
        Chunks chunks = front.chunks();
        return chunks == null ? List.of() : chunks.trailers();
    }

    /** How many requests reached Undertow whole. */
    int requests() {
        return requests;
    }

    /** The rule that was broken, or {@code open}. */
    String end() {
        return end;
    }

    /** What Undertow read. */
    String seenByUndertow() {
        return undertow.toString(StandardCharsets.ISO_8859_1);
    }

    /** All that a cut must not change. */
    String outcome() {
        return requests + " requests, " + end + ": " + seenByUndertow();
    }
}
