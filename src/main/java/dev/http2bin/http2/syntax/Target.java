package dev.http2bin.http2.syntax;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A path with its query, as a request has them. */
public final class Target {
    /** What a caller can do about one that is not valid. */
    public static final String ADVICE =
            "The path or query has a character that no URI has, or a percent sign without two hex"
                    + " digits. Percent-encode it: the sign itself is %25.";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Target() {}

    /**
     * Whether a path and query have only characters that they may have, and each percent sign begins an encoded byte. They
     * may have what browsers leave as it is.
     */
    public static boolean isValid(String target) {
        boolean query = false;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            query |= c == '?';
            Characters raw = query ? Characters.RAW_IN_QUERY : Characters.RAW_IN_PATH;
            if (!Characters.TARGET.has(c) && !raw.has(c)) {
                return false;
            }
        }
        return Characters.percentsAreWhole(target);
    }

    /** The path of a target that begins with it or is absolute (RFC 9112 §3.2.1, §3.2.2), as it came. */
    public static String path(String target) {
        int query = target.indexOf('?');
        String whole = query < 0 ? target : target.substring(0, query);
        if (whole.startsWith("/")) {
            return whole;
        }
        int path = whole.indexOf('/', whole.indexOf("://") + "://".length());
        return path < 0 ? "/" : whole.substring(path);
    }

    /** The authority of an absolute target (RFC 9112 §3.2.2), as it came; null for any other target. */
    public static @Nullable String authority(String target) {
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return null;
        }
        int begin = scheme + "://".length();
        int end = begin;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        return target.substring(begin, end);
    }

    /** A valid target with what browsers leave as it is percent-encoded; the same object if there is nothing to encode. */
    public static String encoded(String target) {
        StringBuilder encoded = null;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (Characters.RAW_IN_QUERY.has(c) || Characters.RAW_IN_PATH.has(c)) {
                encoded = encoded == null ? new StringBuilder().append(target, 0, i) : encoded;
                encoded.append('%').append(HEX.toHexDigits((byte) c));
            } else if (encoded != null) {
                encoded.append(c);
            }
        }
        return encoded == null ? target : encoded.toString();
    }
}
