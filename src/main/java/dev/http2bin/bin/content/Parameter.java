package dev.http2bin.bin.content;

import dev.http2bin.http2.problem.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpStatus;

/**
 * A parameter as the caller wrote it. What does not fit gives a 400 {@link Problem} that names the parameter, what it
 * may be and what it was.
 *
 * @param name its name in the query or the path
 * @param value the text as it came
 */
public record Parameter(String name, String value) {

    private static final Pattern DIGITS = Pattern.compile("0*[0-9]{1,18}");
    private static final Pattern SPAN =
            Pattern.compile("0*([0-9]{1,12}(?:\\.[0-9]{1,9}0*)?)([a-z]*)", Pattern.CASE_INSENSITIVE);

    /** The units that Spring's configuration knows; a number without one means seconds. */
    private static final Map<String, Duration> UNITS = Map.of(
            "ns", Duration.ofNanos(1),
            "us", Duration.ofNanos(1_000),
            "ms", Duration.ofMillis(1),
            "", Duration.ofSeconds(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private static final int SHOWN = 64;

    /** The whole number from {@code min} to {@code max}, both included and not negative. */
    public long whole(long min, long max) {
        if (DIGITS.matcher(value).matches()) {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw wrong("a whole number from " + min + " to " + max);
    }

    /**
     * The duration from {@code min} to {@code max}, both included: {@code 300ms}, {@code 1.5s} or {@code PT1S}. A
     * number without a unit means seconds, as in httpbin: {@code 3} or {@code 0.5}.
     */
    public Duration duration(Duration min, Duration max) {
        Duration duration = parse(min, max);
        if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw wrongDuration(min, max);
        }
        return duration;
    }

    /** {@code true} or {@code false}; the bare name stands for {@code true}. */
    public boolean flag() {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw wrong("true or false");
        };
    }

    /** A 400 that says what this parameter must be. */
    public Problem wrong(String must) {
        return Problem.of(HttpStatus.BAD_REQUEST, "'%s' must be %s, not '%s'.".formatted(name, must, shown(value)));
    }

    /** What a caller wrote, cut where it is long. */
    static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private Duration parse(Duration min, Duration max) {
        Matcher span = SPAN.matcher(value);
        try {
            return span.matches() ? inUnit(span.group(1), span.group(2)) : DurationStyle.ISO8601.parse(value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw wrongDuration(min, max);
        }
    }

    private static Duration inUnit(String number, String name) {
        Duration unit = UNITS.get(name.toLowerCase(Locale.ROOT));
        if (unit == null) {
            throw new IllegalArgumentException(name);
        }
        return Duration.ofNanos(new BigDecimal(number)
                .multiply(BigDecimal.valueOf(unit.toNanos()))
                .longValueExact());
    }

    private Problem wrongDuration(Duration min, Duration max) {
        String must = "a duration from %s to %s, such as 0.5, 300ms or PT1S".formatted(shown(min), shown(max));
        return wrong(looksLikeMillis(max) ? must + " (a bare number means seconds: write " + value + "ms)" : must);
    }

    /** Whether a number without a unit is too many seconds, but would fit as milliseconds. */
    private boolean looksLikeMillis(Duration max) {
        return DIGITS.matcher(value).matches() && Long.parseLong(value) <= max.toMillis();
    }

    /** A duration as a caller writes it. */
    public static String shown(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
