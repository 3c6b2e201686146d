package dev.http2bin.http2.http1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends, and what becomes of it. The facts that peers' tests know too (llhttp's, hyper's, Go's, netty's) are
 * in words and bytes of our own.
 *
 * @param text lines end at each newline; ␊ stands for a LF and ␍ for a CR that is alone
 * @param broken the rule that it breaks; null for none
 * @param status of the answer where the service is behind the front; 0 where any will do
 */
record Case(String text, @Nullable Rule broken, int status) {
    private static final String GET = "GET /hello HTTP/1.1\nHost: localhost\n";
    private static final String POST = "POST /body HTTP/1.1\nHost: localhost\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\n\n";

    static final List<Case> ALL = all();

    byte[] bytes() {
        return text.replace("\n", "\r\n").replace('␊', '\n').replace('␍', '\r').getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        String line = text.replace("\n", "⏎");
        return line.length() < 120 ? line : line.substring(0, 60) + "…" + line.length();
    }

    private static List<Case> all() {
        List<Case> all = new ArrayList<>();
        requestLines((text, rule, status) -> all.add(new Case(text, rule, status)));
        targets((text, rule, status) -> all.add(new Case(text, rule, status)));
        fields((text, rule, status) -> all.add(new Case(text, rule, status)));
        lengths((text, rule, status) -> all.add(new Case(text, rule, status)));
        codings((text, rule, status) -> all.add(new Case(text, rule, status)));
        chunks((text, rule, status) -> all.add(new Case(text, rule, status)));
        return List.copyOf(all);
    }

    private interface Table {
        void row(String text, @Nullable Rule broken, int status);
    }

    private static void requestLines(Table t) {
        t.row(GET + "\n", null, 200);
        t.row("\n" + GET + "\n", null, 200);
        t.row("\n\n\n" + GET + "\n", null, 200);
        t.row("␊" + GET + "\n", Rule.LINE_END, 400);
        t.row("GET /hello HTTP/1.1␊Host: localhost␊␊", Rule.LINE_END, 400);
        t.row("GET /hello HTTP/1.1␍Host: localhost\n\n", Rule.LINE_END, 400);
        t.row(" " + GET + "\n", Rule.REQUEST_LINE, 400);
        t.row("GET  /hello HTTP/1.1\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("GET /hello  HTTP/1.1\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("GET /hello HTTP/1.1 \nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("GET\t/hello\tHTTP/1.1\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("GET /hello\n\n", Rule.REQUEST_LINE, 400);
        t.row("GET /he llo HTTP/1.1\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("G(T /hello HTTP/1.1\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("\u0016\u0003\u0001", Rule.CONTROL_CHARACTER, 400);
        t.row("M".repeat(33) + " /hello HTTP/1.1\nHost: localhost\n\n", Rule.METHOD_LENGTH, 501);
        t.row("M".repeat(32) + " /echo HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("head /echo HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("get /stream/hello HTTP/1.1\nHost: localhost\n\n", null, 405);
        t.row("head /stream/bytes/5 HTTP/1.1\nHost: localhost\n\n", null, 405);
        t.row("Options /hello HTTP/1.1\nHost: localhost\n\n", null, 405);
        t.row("connect /echo HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("GET /hello HTTP/1.2\nHost: localhost\n\n", null, 200);
        t.row("GET /hello HTTP/2.0\nHost: localhost\n\n", Rule.VERSION, 505);
        t.row("GET /hello HTTP/0.9\nHost: localhost\n\n", Rule.VERSION, 505);
        t.row("GET /hello HTTP/5.6\nHost: localhost\n\n", Rule.VERSION, 505);
        t.row("PRI * HTTP/2.0\n\nSM\n\n", Rule.TARGET_FORM, 400);
        t.row("GET /hello http/1.1\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("GET /hello HTTP/1.10\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("GET /hello HTTP/1\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("GET /hello ICE/1.0\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("OPTIONS /hello RTSP/1.0\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("GET /hello IHTTP/1.0\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("GET  HTTP/1.1\nHost: localhost\n\n", Rule.REQUEST_LINE, 400);
        t.row("GET /hello HTTP/1.1\u000b\nHost: localhost\n\n", Rule.CONTROL_CHARACTER, 400);
        t.row("\n".repeat(9_000), Rule.REQUEST_LINE, 400);
        t.row(" ".repeat(17_000), Rule.TARGET_LENGTH, 414);
        t.row("QUERY /echo HTTP/1.1\nHost: localhost\nContent-Length: 2\n\nhi", null, 200);
        t.row("M-SEARCH /echo HTTP/1.1\nHost: localhost\n\n", null, 200);
    }

    private static void targets(Table t) {
        t.row("OPTIONS * HTTP/1.1\nHost: localhost\n\n", null, 204);
        t.row("PRI * HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("GET * HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("options * HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("NOTIFY * HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("GET ../../etc/passwd HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("GET //me@localhost/hello HTTP/1.1\nHost: localhost\n\n", null, 404);
        t.row("GET /hello?a?b=%3F HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("GET https://localhost:8443 HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("GET https://localhost:8443?a HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("GET http://a%12:b!&*$@localhost:1/hello HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("CONNECT []%20HTTP/1.1%0a HTTP/1.1\nHost: localhost\n\n", Rule.TUNNEL_TARGET, 400);
        t.row("CONNECT HOME_0.EXAMPLE:443 HTTP/1.0\n\n", Rule.TUNNEL, 501);
        t.row("OPTIONS ** HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("CONNECT localhost:443 HTTP/1.1\nHost: localhost\n\n", Rule.TUNNEL, 501);
        t.row("CONNECT [::1]:443 HTTP/1.1\nHost: localhost\n\n", Rule.TUNNEL, 501);
        t.row("CONNECT /echo HTTP/1.1\nHost: localhost\n\n", Rule.TUNNEL_TARGET, 400);
        t.row("CONNECT localhost HTTP/1.1\nHost: localhost\n\n", Rule.TUNNEL_TARGET, 400);
        t.row("CONNECT localhost:x HTTP/1.1\nHost: localhost\n\n", Rule.TUNNEL_TARGET, 400);
        t.row("GET localhost:443 HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("GET https://a.example/hello HTTP/1.1\nHost: b.example\n\n", null, 200);
        t.row("GET HTTPS://LOCALHOST/hello HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("GET http://[::1]:8443/hello?a HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("OPTIONS https://localhost?a HTTP/1.1\nHost: localhost\n\n", null, 0);
        t.row("GET https:///hello HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("GET https://me@localhost/ HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("GET https://localhost:x/ HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("GET ftp://localhost/ HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("GET hello HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_FORM, 400);
        t.row("GET /echo?q={x}|^`\\ HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("GET /anything/a|b HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("GET https://localhost/anything/|? HTTP/1.1\nHost: localhost\n\n", null, 200);
        for (char encoded : "{}^`\\\"<>".toCharArray()) {
            t.row("GET /anything/" + encoded + " HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_CHARACTER, 400);
        }
        t.row("GET /hello#a HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_CHARACTER, 400);
        t.row("GET /hello?\"a\" HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_CHARACTER, 400);
        t.row("GET /%zz HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_CHARACTER, 400);
        t.row("GET /hello?a=%4 HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_CHARACTER, 400);
        t.row("GET /\u00e9 HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_CHARACTER, 400);
        t.row("GET /hello?%ff%00%c3%28 HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("GET /" + "x".repeat(17_000) + " HTTP/1.1\nHost: localhost\n\n", Rule.TARGET_LENGTH, 414);
        t.row("GET /hello?" + "x".repeat(16_000) + " HTTP/1.1\nHost: localhost\n\n", null, 200);
        t.row("GET /hello?" + "a&".repeat(1_200) + " HTTP/1.1\nHost: localhost\n\n", null, 400);
    }

    private static void fields(Table t) {
        t.row("GET /hello HTTP/1.0\n\n", null, 200);
        t.row("GET /hello HTTP/1.1\n\n", Rule.HOST, 400);
        t.row(GET + "Host: localhost\n\n", Rule.HOST, 400);
        t.row("GET /hello HTTP/1.1\nHost: localhost:\n\n", null, 200);
        t.row("GET /hello HTTP/1.1\nHost: localhost:443\n\n", null, 200);
        t.row("GET /hello HTTP/1.1\nHost: [2001:db8::1]:443\n\n", null, 200);
        t.row("GET /hello HTTP/1.1\nHost: [::ffff:192.0.2.1]:443\n\n", null, 200);
        t.row("GET https://[::ffff:192.0.2.1]/hello HTTP/1.1\nHost: a\n\n", null, 200);
        t.row("GET /hello HTTP/1.1\nHost: [::ffff:192.0.2.256]\n\n", Rule.HOST, 400);
        t.row("GET /hello HTTP/1.1\nHost: [::192.0.2]\n\n", Rule.HOST, 400);
        t.row("GET /hello HTTP/1.1\nHost: [2001:db8::1::2]\n\n", Rule.HOST, 400);
        t.row("GET /hello HTTP/1.1\nHost: [localhost]\n\n", Rule.HOST, 400);
        t.row("GET /hello HTTP/1.1\nHost: localhost:65536\n\n", Rule.HOST, 400);
        t.row("GET /hello HTTP/1.1\nHost: localhost:+1\n\n", Rule.HOST, 400);
        t.row("GET /hello HTTP/1.1\nHost: localhost/x\n\n", Rule.HOST, 400);
        t.row("GET /hello HTTP/1.1\nHost: me@localhost\n\n", Rule.HOST, 400);
        t.row("GET /hello HTTP/1.1\nHost: a, b\n\n", Rule.HOST, 400);
        t.row(GET + "a:b\nc: \t d \t\ne:\n\n", null, 200);
        t.row(GET + "a: \u00e9\n\n", null, 200);
        t.row(GET + "a : b\n\n", Rule.FIELD_NAME, 400);
        t.row(GET + ": b\n\n", Rule.FIELD_NAME, 400);
        t.row(GET + "a\n\n", Rule.FIELD_NAME, 400);
        t.row(GET + "a@: b\n\n", Rule.FIELD_NAME, 400);
        for (char control : "\u0000\u0001\u0008\u000b\u000c\u001b\u001c\u001d\u001e\u001f\u007f".toCharArray()) {
            t.row(POST + control + "Transfer-Encoding: chunked\n\n0\n\n", Rule.CONTROL_CHARACTER, 400);
            t.row(POST + "Transfer-Encoding" + control + ": chunked\n\n0\n\n", Rule.CONTROL_CHARACTER, 400);
            t.row(POST + "Transfer-Encoding:" + control + "chunked\n\n0\n\n", Rule.CONTROL_CHARACTER, 400);
        }
        t.row(GET + "a\u00e9: b\n\n", Rule.FIELD_NAME, 400);
        t.row(GET + "a\nb: c\n\n", Rule.FIELD_NAME, 400);
        t.row(GET + "name\n : value\n\n", Rule.FIELD_NAME, 400);
        t.row(GET + "++a!: b:c::d\n\n", null, 200);
        t.row("GET /hello HTTP/1.1\nHost:\nlocalhost\n\n", Rule.FIELD_NAME, 400);
        t.row("GET /hello HTTP/1.1\nHost: 0.0.0.0=5000\n\n", null, 200);
        t.row("GET /hello HTTP/1.1\nHost: %zz\n\n", Rule.HOST, 400);
        t.row("GET /hello HTTP/1.1\nHost: localhost:0x50\n\n", Rule.HOST, 400);
        t.row(GET + "Connection␍␛eep-Alive\n\n".replace('␛', '\u001b'), Rule.LINE_END, 400);
        t.row(GET + "Connection: keep-alive, x, , y\t\n\n", null, 200);
        t.row(GET + "a: b\n c\n\n", Rule.FOLDING, 400);
        t.row(GET + "a: b\n\tContent-Length: 5\n\n", Rule.FOLDING, 400);
        t.row("GET /hello HTTP/1.1\n Host: localhost\n\n", Rule.FOLDING, 400);
        t.row(GET + "a: b␍c\n\n", Rule.LINE_END, 400);
        t.row(GET + "a: b␊Content-Length: 23\n\n", Rule.LINE_END, 400);
        t.row(GET + "␍ZGET /evil HTTP/1.1\nHost: a\n\n", Rule.LINE_END, 400);
        t.row(GET + "a: b\u0000c\n\n", Rule.CONTROL_CHARACTER, 400);
        t.row(GET + "a: \u007f\n\n", Rule.CONTROL_CHARACTER, 400);
        t.row(GET + "a: \u000bchunked\n\n", Rule.CONTROL_CHARACTER, 400);
        t.row(GET + "a: " + "x".repeat(17_000) + "\n\n", Rule.FIELDS, 431);
        t.row(GET + "a: b\n".repeat(100) + "\n", Rule.FIELDS, 431);
        t.row(GET + "a: b\n".repeat(90) + "\n", null, 200);
    }

    private static void lengths(Table t) {
        t.row(POST + "Content-Length: 5\n\nhello", null, 201);
        t.row(POST + "content-length: 005\n\nhello", null, 201);
        t.row(POST + "Content-Length: 0\n\n", null, 201);
        t.row(POST + "\n", null, 201);
        t.row(GET + "Content-Length: 5\n\nhello", null, 200);
        t.row(POST + "conTENT-Length:\t5 \t\n\nhello", null, 201);
        t.row(POST + "Content-Length: 5\nConnection: x\nContent-Length: 0\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: 5\nContent-Length:\n\t6\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: 5,6\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: 5e0\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: 5.0\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: 9223372036854775808\n\nhello", Rule.LENGTH_LIMIT, 413);
        t.row(POST + "Content␍Length: 5\n\nhello", Rule.LINE_END, 400);
        t.row(POST + "Content-Length: 5\nContent-Length: 5\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: 5\nContent-Length: 6\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: 5, 5\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: +5\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: -5\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: 0x5\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: 5 5\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length:\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length: \u00b2\n\nhello", Rule.LENGTH, 400);
        t.row(POST + "Content-Length : 5\n\nhello", Rule.FIELD_NAME, 400);
        t.row(POST + "Content-Length: 18446744073709551621\n\nhello", Rule.LENGTH_LIMIT, 413);
    }

    private static void codings(Table t) {
        t.row(POST + "Transfer-Encoding: chunked\n\n5\nhello\n0\n\n", null, 201);
        t.row(POST + "transfer-encoding: CHUNKED\n\n5\nhello\n0\n\n", null, 201);
        t.row(POST + "Transfer-Encoding: , chunked ,\n\n5\nhello\n0\n\n", null, 201);
        t.row(POST + "Transfer-Encoding:\nTransfer-Encoding: chunked\n\n5\nhello\n0\n\n", null, 201);
        t.row(POST + "Transfer-Encoding: chunked\nTransfer-Encoding: ,\n\n5\nhello\n0\n\n", null, 201);
        t.row(POST + "Transfer-Encoding: xchunked\n\n5\nhello\n0\n\n", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: chunkedx\n\n5\nhello\n0\n\n", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: chunked-false\n\n0\n\n", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: \"chunked\"\n\n0\n\n", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: chunked;a=b\n\n0\n\n", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: identity\n\nhello", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: chunkedchunked\n\n0\n\n", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: chunked chunked\n\n0\n\n", Rule.CODING_LAST, 400);
        t.row(
                POST + "Transfer-Encoding: chunked, chunked\nTransfer-Encoding: identity\n\n0\n\n",
                Rule.CODING_LAST,
                400);
        t.row(POST + "Transfer-Encoding: \u00a0chunked\n\n0\n\n", Rule.CODING_LAST, 400);
        t.row(POST + "Content-Length: 5\nTransfer-Encoding:\nTransfer-Encoding:\n\nhello", Rule.LENGTH_AND_CODING, 400);
        t.row(POST + "Transfer-Encoding: gzip;q=1, chunked\n\n0\n\n", Rule.CODING_UNKNOWN, 501);
        t.row(POST + "Transfer-Encoding: chunked\n  gzip\n\n0\n\n", Rule.FOLDING, 400);
        t.row(POST + "Transfer-Encoding:\n\nhello", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: chunked, gzip\n\n0\n\n", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: chunked, chunked\n\n0\n\n", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: chunked\nTransfer-Encoding: chunked\n\n0\n\n", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: chunked\nTransfer-Encoding: identity\n\n0\n\n", Rule.CODING_LAST, 400);
        t.row(POST + "Transfer-Encoding: gzip, chunked\n\n0\n\n", Rule.CODING_UNKNOWN, 501);
        t.row(POST + "Transfer-Encoding: gzip\nTransfer-Encoding: chunked\n\n0\n\n", Rule.CODING_UNKNOWN, 501);
        t.row(POST + "Transfer-Encoding: identity, chunked\n\n0\n\n", Rule.CODING_UNKNOWN, 501);
        t.row(POST + "Transfer-Encoding: chunked\nContent-Length: 5\n\n0\n\n", Rule.LENGTH_AND_CODING, 400);
        t.row(POST + "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n", Rule.LENGTH_AND_CODING, 400);
        t.row(POST + "Content-Length: 5\nTransfer-Encoding:\n\nhello", Rule.LENGTH_AND_CODING, 400);
        t.row("POST /body HTTP/1.0\nTransfer-Encoding: chunked\n\n0\n\n", Rule.CODING_IN_1_0, 400);
        t.row(POST + "Transfer-Encoding : chunked\n\n0\n\n", Rule.FIELD_NAME, 400);
        t.row(POST + "Transfer-Encoding:\n chunked\n\n0\n\n", Rule.FOLDING, 400);
    }

    private static void chunks(Table t) {
        t.row(CHUNKED + "1e\nall your base are belong to us\n0\n\n", null, 201);
        t.row(CHUNKED + "A\n0123456789\n000\n\n", null, 201);
        t.row(CHUNKED + "5;a;b=c;d=\"e;\\\" f\"\nhello\n0;g\n\n", null, 201);
        t.row(CHUNKED + "5 ; a = b\nhello\n0\n\n", null, 201);
        t.row(CHUNKED + "000000000000005\nhello\n000000000000000\n\n", null, 201);
        t.row(CHUNKED + "5;a=\"\"\nhello\n0\n\n", null, 201);
        t.row(CHUNKED + "5␍\nhello\n0\n\n", Rule.LINE_END, 400);
        t.row(CHUNKED + "5 ␊ \nhello\n0\n\n", Rule.CHUNK_EXTENSION, 400);
        t.row(CHUNKED + "5\nhello\n00000000000bogus\n\n", Rule.CHUNK_SIZE, 400);
        t.row(CHUNKED + "ffffffffffffffff\nhello\n0\n\n", Rule.CHUNK_SIZE, 400);
        t.row(CHUNKED + "5_0\nhello\n0\n\n", Rule.CHUNK_SIZE, 400);
        t.row(CHUNKED + "5;a=b c\nhello\n0\n\n", Rule.CHUNK_EXTENSION, 400);
        t.row(CHUNKED + "5;a=b\u0000\nhello\n0\n\n", Rule.CHUNK_EXTENSION, 400);
        t.row(CHUNKED + "5;a\"b\"\nhello\n0\n\n", Rule.CHUNK_EXTENSION, 400);
        t.row(CHUNKED + "5\nhello\n0\nHost: a\n\n", Rule.TRAILER, 400);
        t.row(CHUNKED + "5\nhello\n0\n: a\n\n", Rule.FIELD_NAME, 400);
        t.row(CHUNKED + "5\nhello\n0\na: \u0000\n\n", Rule.CONTROL_CHARACTER, 400);
        t.row(CHUNKED + "5\nhello\n0\nt: 1\nt: 2\nVary: *\n\n", null, 201);
        t.row(CHUNKED + "5\nhello!\n0\n\n", Rule.CHUNK_END, 400);
        t.row(CHUNKED + "5\nhelloX\n0\n\n", Rule.CHUNK_END, 400);
        t.row(CHUNKED + "5\nhell\n0\n\n", Rule.CHUNK_END, 400);
        t.row(CHUNKED + "5\nhello␍0\n\n", Rule.CHUNK_END, 400);
        t.row(CHUNKED + "5\nhello␊0\n\n", Rule.CHUNK_END, 400);
        t.row(CHUNKED + "5\nhello0\n\n", Rule.CHUNK_END, 400);
        t.row(CHUNKED + "5␊hello\n0\n\n", Rule.CHUNK_SIZE, 400);
        t.row(CHUNKED + "5␍hello\n0\n\n", Rule.LINE_END, 400);
        t.row(CHUNKED + "x\nhello\n0\n\n", Rule.CHUNK_SIZE, 400);
        t.row(CHUNKED + "\n0\n\n", Rule.CHUNK_SIZE, 400);
        t.row(CHUNKED + "0x5\nhello\n0\n\n", Rule.CHUNK_SIZE, 400);
        t.row(CHUNKED + "-5\nhello\n0\n\n", Rule.CHUNK_SIZE, 400);
        t.row(CHUNKED + " 5\nhello\n0\n\n", Rule.CHUNK_SIZE, 400);
        t.row(CHUNKED + "10000000000000005\nhello\n0\n\n", Rule.CHUNK_SIZE, 400);
        t.row(CHUNKED + "5 \nhello\n0\n\n", Rule.CHUNK_EXTENSION, 400);
        t.row(CHUNKED + "5 a\nhello\n0\n\n", Rule.CHUNK_EXTENSION, 400);
        t.row(CHUNKED + "5;\nhello\n0\n\n", Rule.CHUNK_EXTENSION, 400);
        t.row(CHUNKED + "5;a=\nhello\n0\n\n", Rule.CHUNK_EXTENSION, 400);
        t.row(CHUNKED + "5;a=\"b\nhello\n0\n\n", Rule.CHUNK_EXTENSION, 400);
        t.row(CHUNKED + "5;a␊hello\n0\n\n", Rule.CHUNK_EXTENSION, 400);
        t.row(CHUNKED + "5;a=b" + "c".repeat(5_000) + "\nhello\n0\n\n", Rule.CHUNK_EXTENSION, 400);
        t.row(CHUNKED + "5\nhello\n0\nContent-Length: 5\n\n", Rule.TRAILER, 400);
        t.row(CHUNKED + "5\nhello\n0\nTransfer-Encoding: chunked\n\n", Rule.TRAILER, 400);
        t.row(CHUNKED + "5\nhello\n0\nt : 1\n\n", Rule.FIELD_NAME, 400);
        t.row(CHUNKED + "5\nhello\n0\nt: 1\n folded\n\n", Rule.FOLDING, 400);
        t.row(CHUNKED + "5\nhello\n0\nt: 1␊\n\n", Rule.LINE_END, 400);
        t.row(CHUNKED + "5\nhello\n0\nt: " + "x".repeat(17_000) + "\n\n", Rule.FIELDS, 431);
    }
}
