package dev.http2bin.syntax;

import java.util.HexFormat;

/** A path with its query, as a request has them. */
public final class Target {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Target() {}

    /**
     * Whether a path and query have only characters that they may have, and each percent sign begins an encoded byte. A
     * query may have what browsers leave as it is.
     */
    public static boolean isValid(String target) {
        boolean query = false;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            query |= c == '?';
            if (!Characters.TARGET.has(c) && !(query && Characters.RAW_IN_QUERY.has(c))) {
                return false;
            }
        }
        return Characters.percentsAreWhole(target);
    }

    /** A valid target with what browsers leave as it is percent-encoded; the same object if there is nothing to encode. */
    public static String encoded(String target) {
        StringBuilder encoded = null;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (Characters.RAW_IN_QUERY.has(c)) {
                encoded = encoded == null ? new StringBuilder().append(target, 0, i) : encoded;
                encoded.append('%').append(HEX.toHexDigits((byte) c));
            } else if (encoded != null) {
                encoded.append(c);
            }
        }
        return encoded == null ? target : encoded.toString();
    }
}
