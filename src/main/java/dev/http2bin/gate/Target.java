package dev.http2bin.gate;

import java.util.Locale;

/** The characters of a request's target: those of a URI, and those that browsers leave as they are in a query. */
final class Target {
    private static final boolean[] URI = new boolean[0x80];
    private static final boolean[] QUERY = new boolean[0x80];

    static {
        // RFC 3986 appendix A: unreserved, reserved but for the fragment's #, and the percent sign
        "-._~:/?[]@!$&'()*+,;=%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                .chars()
                .forEach(c -> {
                    URI[c] = true;
                    QUERY[c] = true;
                });
        // not in the query percent-encode set of the URL standard
        "{}|^`".chars().forEach(c -> QUERY[c] = true);
    }

    private Target() {}

    /** Whether the target has no other characters, and each percent sign begins an octet (RFC 3986 §2.1). */
    static boolean isDecodable(String target) {
        boolean[] allowed = URI;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c >= allowed.length || !allowed[c]) {
                return false;
            }
            if (c == '?') {
                allowed = QUERY;
            } else if (c == '%'
                    && (i + 2 >= target.length() || !isHex(target.charAt(i + 1)) || !isHex(target.charAt(i + 2)))) {
                return false;
            }
        }
        return true;
    }

    /** The target with nothing but characters of a URI. */
    static String encoded(String target) {
        int raw = firstRaw(target);
        if (raw < 0) {
            return target;
        }
        StringBuilder encoded = new StringBuilder(target.substring(0, raw));
        for (int i = raw; i < target.length(); i++) {
            char c = target.charAt(i);
            if (isUri(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            }
        }
        return encoded.toString();
    }

    private static int firstRaw(String target) {
        for (int i = 0; i < target.length(); i++) {
            if (!isUri(target.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isUri(char c) {
        return c < URI.length && URI[c];
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }
}
