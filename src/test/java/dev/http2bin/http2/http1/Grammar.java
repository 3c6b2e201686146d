package dev.http2bin.http2.http1;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 9112's grammar of requests once more, in another way than the front's: what Undertow is to see has to match it. */
final class Grammar {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String FIELD = TOKEN + ":[\\t -~\\u0080-\\u00ff]*\r\n";
    private static final Pattern HEAD =
            Pattern.compile("(" + TOKEN + ") (/[!-~]*|\\*) HTTP/1\\.([0-9])\r\n((?:" + FIELD + ")*)\r\n");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-f]{1,15})\r\n");
    private static final Pattern TRAILERS = Pattern.compile("(?:" + FIELD + ")*\r\n");

    private final String text;
    private int at;

    private Grammar(String text) {
        this.text = text;
    }

    /** Counts the whole requests of a text; behind them may be a part of one more. Fails where it breaks the grammar. */
    static int requests(String text) {
        Grammar grammar = new Grammar(text);
        int requests = 0;
        while (grammar.request()) {
            requests++;
        }
        return requests;
    }

    /** Whether a whole request follows. */
    private boolean request() {
        if (at == text.length()) {
            return false;
        }
        MatchResult head = next(HEAD); // the front hands on whole heads alone
        boolean old = head.group(3).equals("0");
        int hosts = values(head, "host").size();
        check(hosts == 1 || (old && hosts == 0), hosts + " hosts");
        List<String> lengths = values(head, "content-length");
        List<String> codings = values(head, "transfer-encoding");
        check(lengths.size() <= (codings.isEmpty() ? 1 : 0), "the length is ambiguous");
        if (codings.isEmpty()) {
            return content(lengths.isEmpty() ? 0 : Long.parseLong(lengths.get(0)));
        }
        check(
                !old && String.join(",", codings).replaceAll("[, \\t]", "").equalsIgnoreCase("chunked"),
                codings.toString());
        return chunks();
    }

    private boolean chunks() {
        while (at < text.length()) {
            long size = Long.parseLong(next(CHUNK_SIZE).group(1), 16);
            if (size == 0) {
                if (at == text.length()) {
                    return false;
                }
                next(TRAILERS); // they are handed on together
                return true;
            }
            if (!content(size) || at == text.length()) {
                return false;
            }
            check(text.startsWith("\r\n", at), "a chunk without its end");
            at += 2;
        }
        return false;
    }

    private boolean content(long length) {
        boolean whole = length <= text.length() - at;
        at = whole ? at + (int) length : text.length();
        return whole;
    }

    private MatchResult next(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        check(matcher.lookingAt(), "no " + pattern);
        at = matcher.end();
        return matcher.toMatchResult();
    }

    private static List<String> values(MatchResult head, String name) {
        return head.group(4)
                .lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    private void check(boolean kept, String rule) {
        if (!kept) {
            throw new AssertionError(rule + " at " + at + " of: " + text);
        }
    }
}
