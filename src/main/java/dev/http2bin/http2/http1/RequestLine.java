package dev.http2bin.http2.http1;

import dev.http2bin.http2.http1.Rule.Broken;
import dev.http2bin.http2.syntax.Authority;
import dev.http2bin.http2.syntax.Characters;
import dev.http2bin.http2.syntax.Method;
import dev.http2bin.http2.syntax.Target;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request line (RFC 9112 §3) that keeps the rules.
 *
 * @param method as it came
 * @param target as it came
 * @param version {@code HTTP/1.0} or a later HTTP/1
 * @param authority what an absolute target says; null for a target that says none
 * @param corrected the path and query, or the asterisk, in the form that Undertow understands
 */
record RequestLine(
        String method,
        String target,
        String version,
        @Nullable Authority authority,
        String corrected) {
    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    static RequestLine read(String line) throws Broken {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        Rule.REQUEST_LINE.require(first > 0 && second > first + 1);
        String method = line.substring(0, first);
        String target = line.substring(first + 1, second);
        String version = line.substring(second + 1);
        Rule.REQUEST_LINE.require(Characters.TOKEN.hasAll(method) && isVersion(version));
        Rule.METHOD_LENGTH.require(method.length() <= Method.MAX_LENGTH);
        Rule.TARGET_FORM.require(!target.equals("*") || method.equals("OPTIONS"));
        Rule.VERSION.require(version.charAt(5) == '1');
        if (method.equals("CONNECT")) {
            Rule.TUNNEL_TARGET.require(Authority.parse(target)
                    .filter(to -> to.port() > 0 && !to.host().isEmpty())
                    .isPresent());
            throw new Broken(Rule.TUNNEL);
        }
        if (target.charAt(0) == '/') {
            return new RequestLine(method, target, version, null, path(target));
        }
        if (target.equals("*")) {
            return new RequestLine(method, target, version, null, target);
        }
        return absolute(method, target, version);
    }

    /** RFC 9112 §2.3: the name is in upper case, and each number is one digit. */
    private static boolean isVersion(String text) {
        return text.length() == VERSION_LENGTH
                && text.startsWith("HTTP/")
                && isDigit(text.charAt(5))
                && text.charAt(6) == '.'
                && isDigit(text.charAt(7));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** RFC 9112 §3.2.2. */
    private static RequestLine absolute(String method, String target, String version) throws Broken {
        String named = Target.authority(target);
        if (named == null) {
            throw new Broken(Rule.TARGET_FORM);
        }
        int colon = target.indexOf("://");
        String scheme = target.substring(0, colon).toLowerCase(Locale.ROOT);
        Rule.TARGET_FORM.require(scheme.equals("http") || scheme.equals("https"));
        Optional<Authority> authority = Authority.parse(named);
        Rule.TARGET_FORM.require(
                authority.filter(whole -> !whole.host().isEmpty()).isPresent());
        String path = target.substring(colon + "://".length() + named.length());
        return new RequestLine(
                method, target, version, authority.orElseThrow(), path(path.startsWith("/") ? path : "/" + path));
    }

    private static String path(String target) throws Broken {
        Rule.TARGET_CHARACTER.require(Target.isValid(target));
        return Target.encoded(target);
    }

    /** Whether Undertow would not understand the target as it came. */
    boolean isCorrected() {
        return !corrected.equals(target);
    }

    /** Whether it is of HTTP/1.0, which has no chunks and needs no Host. */
    boolean isOld() {
        return version.equals("HTTP/1.0");
    }
}
