package dev.http2bin.http2.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three forms of a date (RFC 9110 §5.6.7). */
class HttpDateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT|1994-11-06T08:49:37Z",
                "Sun Nov  6 08:49:37 1994|1994-11-06T08:49:37Z",
                "Sun Nov 6 08:49:37 1994|1994-11-06T08:49:37Z",
                "Wed Nov 16 08:49:37 1994|1994-11-16T08:49:37Z",
                "Friday, 02-Jan-26 03:04:05 GMT|2026-01-02T03:04:05Z",
                "Thursday, 02-Jan-86 03:04:05 GMT|1986-01-02T03:04:05Z",
                "Tue, 29 Feb 2000 00:00:00 GMT|2000-02-29T00:00:00Z"
            })
    void eachFormIsRead(String text, Instant instant) {
        assertThat(HttpDate.parse(text)).isEqualTo(instant);
    }

    @Test
    void aYearOfTwoDigitsIsAtMostFiftyYearsAhead() {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC).withNano(0);
        DateTimeFormatter form = DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ENGLISH);
        for (ZonedDateTime date : new ZonedDateTime[] {
            now.plusYears(50).minusDays(2), now.minusYears(50).plusDays(2), now
        }) {
            assertThat(HttpDate.parse(form.format(date))).isEqualTo(date.toInstant());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "yesterday",
                "784111777",
                "1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 09:49:37 CET",
                "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
                "sun, 06 nov 1994 08:49:37 gmt",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 30 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06-Nov-94 08:49:37 GMT",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "Monday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994 GMT"
            })
    void whatIsNoDateIsNone(String text) {
        assertThat(HttpDate.parse(text)).isNull();
    }
}
