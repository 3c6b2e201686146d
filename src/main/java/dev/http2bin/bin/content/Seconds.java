package dev.http2bin.bin.content;

import java.math.BigDecimal;
import java.time.Duration;

/** A span of time as the API shows it: seconds as a decimal, to the microsecond. */
public final class Seconds {

    private Seconds() {}

    /** The time since {@code start}, a value of {@link System#nanoTime}. */
    public static BigDecimal since(long start) {
        return of(Duration.ofNanos(System.nanoTime() - start));
    }

    public static BigDecimal of(Duration time) {
        return BigDecimal.valueOf(time.toNanos() / 1000, 6);
    }
}
