package dev.http2bin.http2.http1;

import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.http1.Rule.Broken;
import dev.http2bin.http2.syntax.Characters;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One field line (RFC 9112 §5): where its name and its value are. It is used again for the next one. */
final class FieldLine {
    private byte[] bytes = {};
    private int start;
    private int colon;
    private int valueStart;
    private int valueEnd;

    /** Reads a line without its CR LF. */
    void read(byte[] from, int begin, int end) throws Broken {
        bytes = from;
        start = begin;
        Rule.FOLDING.require(!isBlank(from[begin]));
        int at = begin;
        while (at < end && Characters.TOKEN.has(from[at])) {
            at++;
        }
        Rule.FIELD_NAME.require(at > begin && at < end && from[at] == ':');
        colon = at;
        valueStart = at + 1;
        valueEnd = end;
        while (valueStart < valueEnd && isBlank(from[valueStart])) {
            valueStart++;
        }
        while (valueEnd > valueStart && isBlank(from[valueEnd - 1])) {
            valueEnd--;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    int nameLength() {
        return colon - start;
    }

    /** Whether this is the field's name, which is in lower case here. */
    boolean isNamed(String name) {
        if (nameLength() != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            byte b = bytes[start + i];
            if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The value without the blanks around it, a character for each byte. */
    String value() {
        return new String(bytes, valueStart, valueEnd - valueStart, StandardCharsets.ISO_8859_1);
    }

    /** The name as it came. */
    String name() {
        return new String(bytes, start, nameLength(), StandardCharsets.ISO_8859_1);
    }

    /** The field, its name in lower case. */
    HeaderField field() {
        return new HeaderField(name().toLowerCase(Locale.ROOT), value());
    }
}
