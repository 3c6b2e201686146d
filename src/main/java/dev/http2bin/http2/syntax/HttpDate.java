package dev.http2bin.http2.syntax;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times in the form that fields of HTTP have (RFC 9110 §5.6.7). Thread-safe. */
public final class HttpDate {
    private static final DateTimeFormatter FORM = form("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = form("EEE MMM d HH:mm:ss uuuu");

    /** RFC 850's without the day's name, which depends on the century. */
    private static final DateTimeFormatter SHORT_YEAR = form(" dd-MMM-uu HH:mm:ss 'GMT'");

    private static final DateTimeFormatter DAY = form("EEEE");
    private static final int YEARS_AHEAD = 50;

    private record Second(long number, String text) {}

    private static volatile Second latest = new Second(-1, "");

    private HttpDate() {}

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Reads a time in the form of today or in one of the two obsolete ones; null for what is none. */
    public static @Nullable Instant parse(String text) {
        int comma = text.indexOf(',');
        try {
            if (comma < 0) {
                // a day of one digit has two blanks before it, of which Undertow leaves one over HTTP/1.1
                return ASCTIME.parse(text.replace("  ", " "), Instant::from);
            }
            return comma == "Sun".length() ? FORM.parse(text, Instant::from) : shortYear(text, comma);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A year of two digits is the one that is not more than 50 years ahead. */
    private static @Nullable Instant shortYear(String text, int comma) {
        ZonedDateTime time = SHORT_YEAR.parse(text.substring(comma + 1), ZonedDateTime::from);
        ZonedDateTime latest = ZonedDateTime.now(ZoneOffset.UTC).plusYears(YEARS_AHEAD);
        ZonedDateTime meant = time.isAfter(latest) ? time.minusYears(100) : time;
        return text.substring(0, comma).equals(DAY.format(meant)) ? meant.toInstant() : null;
    }

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
