package dev.http2bin.http2.syntax;

/** A set of ASCII characters. */
public final class Characters {
    /** What a token has: methods and field names are tokens (RFC 9110 §5.6.2). */
    public static final Characters TOKEN =
            new Characters("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /** What a path and a query have, and the percent sign (RFC 3986 appendix A): all but the fragment's #. */
    public static final Characters TARGET =
            new Characters("-._~:/?[]@!$&'()*+,;=%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /** What a registered name has, and the percent sign (RFC 3986 §3.2.2). */
    public static final Characters NAME =
            new Characters("-._~!$&'()*+,;=%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /** What browsers send in a query as it is, though RFC 3986 has it percent-encoded (WHATWG URL, query percent-encode set). */
    public static final Characters RAW_IN_QUERY = new Characters("{}|^`\\");

    /** The same in a path: they encode the others, and make a slash of a backslash (WHATWG URL, path percent-encode set). */
    public static final Characters RAW_IN_PATH = new Characters("|");

    private final boolean[] members = new boolean[0x80];

    private Characters(String all) {
        all.chars().forEach(c -> members[c] = true);
    }

    /** Whether a character is one of these. */
    public boolean has(int c) {
        return c >= 0 && c < members.length && members[c];
    }

    /** Whether a text has only these; an empty one does. */
    public boolean hasAll(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!has(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether each percent sign begins an encoded byte (RFC 3986 §2.1). */
    public static boolean percentsAreWhole(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a character is a hexadecimal digit. */
    public static boolean isHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
