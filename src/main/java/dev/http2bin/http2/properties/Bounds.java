package dev.http2bin.http2.properties;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What settings may be. One out of its bounds ends the start, by an {@link IllegalArgumentException} that names the setting,
 * what it may be and what it was.
 */
public final class Bounds {

    /** Timers count milliseconds in an {@code int}, which is a little more. */
    private static final Duration LONGEST = Duration.ofDays(24);

    private Bounds() {}

    /** Wants a value of {@code least} or more. */
    public static void check(String name, long value, long least) {
        check(name, value, least, Long.MAX_VALUE);
    }

    /** Wants a value from {@code least} to {@code most}. */
    public static void check(String name, long value, long least, long most) {
        check(name, value, value, least, most, "");
    }

    /** Wants a size of {@code least} octets or more. */
    public static void check(String name, @Nullable DataSize value, long least) {
        check(name, value, least, Long.MAX_VALUE);
    }

    /** Wants a size from {@code least} to {@code most} octets. */
    public static void check(String name, @Nullable DataSize value, long least, long most) {
        DataSize size = set(name, value);
        check(name, size, size.toBytes(), least, most, "B");
    }

    /** Wants a time of {@code least} or more, of 24 days at most. */
    public static void check(String name, @Nullable Duration value, Duration least) {
        Duration time = set(name, value);
        if (time.compareTo(least) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s must be from %dms to %dd, not %s".formatted(name, least.toMillis(), LONGEST.toDays(), time));
        }
    }

    /**
     * Wants a value, which an empty one is not.
     *
     * @return the value
     */
    public static <T> T set(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must have a value; leave it out for its default");
        }
        return value;
    }

    private static void check(String name, Object given, long value, long least, long most, String unit) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    most == Long.MAX_VALUE
                            ? "%s must be at least %d%s, not %s".formatted(name, least, unit, given)
                            : "%s must be from %d%s to %d%s, not %s".formatted(name, least, unit, most, unit, given));
        }
    }
}
