package dev.http2bin.http2.gate;

import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.syntax.Authority;
import dev.http2bin.http2.syntax.Characters;
import dev.http2bin.http2.syntax.Method;
import dev.http2bin.http2.syntax.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes a request malformed (RFC 9113 §8.1.1, §8.2, §8.3): its stream fails, its connection lives. */
final class RequestRules {
    private static final char DEL = 0x7f;

    private final boolean trailers;
    private @Nullable String method;
    private @Nullable String scheme;
    private @Nullable Authority authority;
    private @Nullable String path;
    private @Nullable Authority host;
    private boolean regular;
    private long contentLength = -1;

    private RequestRules(boolean trailers) {
        this.trailers = trailers;
    }

    /** Checks a request's header list; a Malformed tells what is wrong. */
    static RequestRules request(List<HeaderField> fields) throws Malformed {
        RequestRules rules = new RequestRules(false);
        rules.checkAll(fields);
        rules.checkPseudoHeaders();
        return rules;
    }

    /** Checks trailers, which have no pseudo-headers (RFC 9113 §8.1). */
    static void trailers(List<HeaderField> fields) throws Malformed {
        new RequestRules(true).checkAll(fields);
    }

    /** Whether it asks for a tunnel and so has no path (RFC 9113 §8.5). */
    boolean tunnel() {
        return "CONNECT".equals(method);
    }

    /** Whether its method is longer than any that is served. */
    boolean longMethod() {
        return method != null && method.length() > Method.MAX_LENGTH;
    }

    /** The declared octets of content; -1 where none are declared. */
    long contentLength() {
        return contentLength;
    }

    /** Whether the target has only characters that it may have, and each percent sign begins a byte (RFC 3986 §2.1). */
    boolean decodable() {
        return path == null || Target.isValid(path);
    }

    /** What Undertow sees of a request that no endpoint is to serve: enough to answer it. */
    static List<HeaderField> refused(List<HeaderField> fields) {
        String method = fields.stream()
                .filter(field -> field.name().equals(":method") && field.value().equals("HEAD"))
                .map(HeaderField::value)
                .findFirst()
                .orElse("GET");
        return List.of(
                new HeaderField(":method", method),
                new HeaderField(":scheme", "https"),
                new HeaderField(":authority", "localhost"),
                new HeaderField(":path", "/"));
    }

    private void checkAll(List<HeaderField> fields) throws Malformed {
        for (HeaderField field : fields) {
            String name = field.name();
            checkValue(name, field.value());
            if (!name.isEmpty() && name.charAt(0) == ':') {
                checkPseudoHeader(name, field.value());
            } else {
                regular = true;
                checkName(name);
                checkMeaning(name, field.value());
            }
        }
    }

    private void checkPseudoHeader(String name, String value) throws Malformed {
        require(!trailers, "pseudo-header in trailers");
        require(!regular, "pseudo-header after a regular field");
        switch (name) {
            case ":method" -> method = once(name, method, value);
            case ":scheme" -> scheme = once(name, scheme, value);
            case ":authority" -> {
                require(authority == null, "duplicate :authority");
                authority = authority(name, value);
            }
            case ":path" -> path = once(name, path, value);
            default -> throw new Malformed("unknown pseudo-header");
        }
    }

    private static String once(String name, @Nullable String before, String value) throws Malformed {
        if (before != null) {
            throw new Malformed("duplicate " + name);
        }
        return value;
    }

    private void checkPseudoHeaders() throws Malformed {
        String verb = method;
        require(verb != null && isToken(verb), "missing or bad :method");
        if (tunnel()) {
            require(authority != null && scheme == null && path == null, "CONNECT has :authority alone");
            return;
        }
        require("https".equals(scheme) || "http".equals(scheme), "missing or bad :scheme");
        String target = path;
        require(target != null && !target.isEmpty(), "missing or empty :path");
        require(isTarget(target, verb), ":path is neither absolute nor *, or has a space or control character");
        require(authority != null || host != null, "neither :authority nor host");
        require(
                authority == null || host == null || scheme == null || authority.isSame(host, scheme),
                ":authority is not host");
    }

    private static boolean isTarget(@Nullable String target, @Nullable String verb) {
        return target != null
                && isVisible(target)
                && (target.charAt(0) == '/' || (target.equals("*") && "OPTIONS".equals(verb)));
    }

    /** RFC 9110 §4.2.1 has no http or https URI without a host, nor one with a user. */
    private static Authority authority(String name, String value) throws Malformed {
        return Authority.parse(value)
                .filter(named -> !named.host().isEmpty())
                .orElseThrow(() -> new Malformed("bad " + name));
    }

    private static void checkName(String name) throws Malformed {
        require(!name.isEmpty(), "empty field name");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            require(Characters.TOKEN.has(c) && !(c >= 'A' && c <= 'Z'), "bad character in a field name");
        }
    }

    private static void checkValue(String name, String value) throws Malformed {
        int last = value.length() - 1;
        if (last < 0) {
            return;
        }
        if (isBlank(value.charAt(0)) || isBlank(value.charAt(last))) {
            throw new Malformed("blank around the value of " + name);
        }
        for (int i = 0; i <= last; i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new Malformed("CR, LF or NUL in the value of " + name);
            }
        }
    }

    private void checkMeaning(String name, String value) throws Malformed {
        switch (name) {
            case "connection", "keep-alive", "proxy-connection", "upgrade", "transfer-encoding" ->
                throw new Malformed(name + " belongs to HTTP/1.1");
            case "te" -> require("trailers".equals(value), "te is not trailers");
            case "host" -> {
                require(!trailers, "host in trailers");
                require(host == null, "duplicate host");
                host = authority(name, value);
            }
            case "content-length" -> {
                require(!trailers, "content-length in trailers");
                long length = digits(value);
                require(contentLength < 0 || contentLength == length, "two lengths that differ");
                contentLength = length;
            }
            default -> {}
        }
    }

    private static long digits(String value) throws Malformed {
        require(!value.isEmpty() && value.length() <= 18, "bad content-length");
        long number = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            require(c >= '0' && c <= '9', "bad content-length");
            number = 10 * number + (c - '0');
        }
        return number;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == DEL) {
                return false;
            }
        }
        return true;
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && Characters.TOKEN.hasAll(text);
    }

    private static void require(boolean valid, String rule) throws Malformed {
        if (!valid) {
            throw new Malformed(rule);
        }
    }

    /** A message that breaks a rule; the message names it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String rule) {
            super(rule, null, false, false);
        }
    }
}
