package dev.http2bin.bin.echo;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.http2bin.bin.content.Digests;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request's body in short.
 *
 * @param bytes its length
 * @param sha256 of all of it, hex digits
 * @param text its first 64 KiB when they are UTF-8, without a character cut in two by that edge
 * @param base64 its first 64 KiB when they are not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EchoedBody(
        long bytes,
        String sha256,
        @Nullable String text,
        @Nullable String base64) {

    private static final int SHOWN = 64 * 1024;

    /** Reads a body, of which it keeps the first bytes alone. */
    static final class Head implements Consumer<ByteBuffer> {
        private final MessageDigest sha256 = Digests.sha256();
        private final ByteArrayOutputStream head = new ByteArrayOutputStream();

        @Override
        public void accept(ByteBuffer octets) {
            byte[] shown = new byte[Math.min(octets.remaining(), SHOWN - head.size())];
            octets.duplicate().get(shown);
            head.writeBytes(shown);
            sha256.update(octets);
        }

        EchoedBody body(long received) {
            byte[] shown = head.toByteArray();
            String text = text(shown, shown.length == received);
            return new EchoedBody(
                    received,
                    HexFormat.of().formatHex(sha256.digest()),
                    text,
                    text == null ? Base64.getEncoder().encodeToString(shown) : null);
        }
    }

    private static @Nullable String text(byte[] shown, boolean whole) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(shown.length);
        // Where more follows, the decoder leaves a last character that is not whole unread instead of refusing it.
        return decoder.decode(ByteBuffer.wrap(shown), chars, whole).isError()
                ? null
                : chars.flip().toString();
    }
}
