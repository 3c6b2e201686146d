package dev.http2bin.http2.syntax;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in the form that fields of HTTP have (RFC 9110 §5.6.7). Thread-safe. */
public final class HttpDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private record Second(long number, String text) {}

    private static volatile Second latest = new Second(-1, "");

    private HttpDate() {}

    /** The present second; within one second every caller gets the same string. */
    public static String now() {
        long number = System.currentTimeMillis() / 1_000;
        Second second = latest;
        if (second.number() != number) {
            second = new Second(number, FORM.format(Instant.ofEpochSecond(number)));
            latest = second;
        }
        return second.text();
    }
}
