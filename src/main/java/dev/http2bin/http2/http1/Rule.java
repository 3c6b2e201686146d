package dev.http2bin.http2.http1;

import dev.http2bin.http2.syntax.Method;
import dev.http2bin.http2.syntax.Target;

/** The rules that a request may break, the section that has each, and the answer to a request that breaks it. */
enum Rule {
    LINE_END(400, "RFC 9112 §2.2", "A line ends with CR LF, and neither stands alone. Send both."),
    CONTROL_CHARACTER(400, "RFC 9110 §5.5", "The head has a control character. Leave it out or encode it."),
    REQUEST_LINE(
            400,
            "RFC 9112 §3",
            "The first line is not a request line. Send a method, one space, a target, one space and HTTP/1.1, such as"
                    + " GET /hello HTTP/1.1."),
    METHOD_LENGTH(501, "RFC 9112 §3", Method.ADVICE),
    VERSION(
            505,
            "RFC 9110 §15.6.6",
            "HTTP/1.1 and HTTP/1.0 are spoken here. HTTP/2 is agreed on by ALPN in the TLS handshake, or begins with its"
                    + " preface on the port in clear."),
    TARGET_LENGTH(
            414,
            "RFC 9110 §15.5.15",
            "The request line is longer than http2bin.http2.max-header-list-size allows. Send a shorter target."),
    TARGET_FORM(
            400,
            "RFC 9112 §3.2",
            "The target is neither a path that begins with / nor an absolute URI with http or https, a host and no user."
                    + " Only OPTIONS has the target *; HTTP/2 begins with PRI * only where ALPN agreed on h2."),
    TARGET_CHARACTER(400, "RFC 3986 §2", Target.ADVICE),
    TUNNEL(501, "RFC 9110 §9.3.6", "CONNECT asks a proxy for a tunnel, and http2bin is no proxy. Use another method."),
    TUNNEL_TARGET(400, "RFC 9112 §3.2.3", "The target of CONNECT is a host and a port, such as localhost:443."),
    HOST(
            400,
            "RFC 9112 §3.2",
            "A request of HTTP/1.1 has exactly one Host field. It is a host, or a host and a port up to 65535."),
    FIELD_NAME(
            400,
            "RFC 9112 §5.1",
            "A field line is a name without spaces or special characters, a colon right behind it, and a value."),
    FOLDING(400, "RFC 9112 §5.2", "A field line begins with a space or tab. Send each field on one line."),
    FIELDS(
            431,
            "RFC 6585 §5",
            "The fields are more or longer than http2bin.http2.max-header-fields and .max-header-list-size allow. Send"
                    + " fewer or shorter ones."),
    HEAD_TIME(
            408,
            "RFC 9110 §15.5.9",
            "The head did not come whole within http2bin.limits.header-block-timeout. Send the request at once."),
    CONTENT_RATE(
            408,
            "RFC 9110 §15.5.9",
            "The content comes more slowly than http2bin.limits.body-rate, for longer than .body-grace. Send it faster."),
    LENGTH(
            400,
            "RFC 9112 §6.3",
            "Content-Length is not one decimal number, given once. Send the number of bytes of the content."),
    LENGTH_LIMIT(413, "RFC 9110 §8.6", "Content-Length has more than 18 digits. Send less content."),
    LENGTH_AND_CODING(
            400, "RFC 9112 §6.1", "A request has Content-Length or Transfer-Encoding, but not both. Leave one out."),
    CODING_IN_1_0(400, "RFC 9112 §6.1", "HTTP/1.0 has no Transfer-Encoding. Use HTTP/1.1 or Content-Length."),
    CODING_LAST(
            400,
            "RFC 9112 §6.3",
            "The last transfer coding of a request is chunked, given once and without parameters. Send"
                    + " Transfer-Encoding: chunked."),
    CODING_UNKNOWN(
            501, "RFC 9112 §6.1", "No transfer coding is known here but chunked. Send Transfer-Encoding: chunked."),
    CHUNK_SIZE(
            400,
            "RFC 9112 §7.1",
            "A chunk begins with its size in at most 15 hex digits, then CR LF or an extension that begins with ;."),
    CHUNK_EXTENSION(
            400,
            "RFC 9112 §7.1.1",
            "A chunk extension is ; and a name, or a name, = and a value; all of them together are at most 4096 bytes."),
    CHUNK_END(400, "RFC 9112 §7.1", "A chunk is longer or shorter than its size says. Send as many bytes, then CR LF."),
    TRAILER(
            400,
            "RFC 9110 §6.5.1",
            "Content-Length, Transfer-Encoding and Host are no trailers. Send them before the content.");

    private final int status;
    private final String section;
    private final String advice;

    Rule(int status, String section, String advice) {
        this.status = status;
        this.section = section;
        this.advice = advice;
    }

    /** The status code of the answer. */
    int status() {
        return status;
    }

    /** What a caller can do about it, with the section that has the rule. */
    String detail() {
        return advice + " (" + section + ")";
    }

    /** Fails with this rule unless a request keeps it. */
    void require(boolean kept) throws Broken {
        if (!kept) {
            throw new Broken(this);
        }
    }

    /** A request that breaks a rule: nothing that follows it on its connection is a request any more. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        private final Rule rule;

        Broken(Rule rule) {
            super(rule.name(), null, false, false);
            this.rule = rule;
        }

        Rule rule() {
            return rule;
        }
    }
}
