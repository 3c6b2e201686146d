package dev.http2bin.http2.syntax;

import java.util.Locale;
import java.util.Set;

/** Methods, which are case-sensitive (RFC 9110 §9.1). */
public final class Method {
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT");

    /** The longest that is served; a longer one is none that anybody implements (RFC 9112 §3). */
    public static final int MAX_LENGTH = 32;

    /** What a caller can do about a longer one. */
    public static final String ADVICE = "The method is longer than " + MAX_LENGTH + " characters. Use a shorter one.";

    private Method() {}

    /**
     * A method under a name that Undertow takes for no other: Undertow compares without regard to case, so it would answer
     * {@code head} without content. Such a method gets quotes, every other one stays as it is.
     */
    public static String distinct(String method) {
        if (KNOWN.contains(method) || !KNOWN.contains(method.toUpperCase(Locale.ROOT))) {
            return method;
        }
        return "'" + method + "'";
    }
}
