package dev.http2bin.content;

import java.math.BigDecimal;

/** A span of time as the API shows it: seconds as a decimal, to the microsecond. */
public final class Seconds {

    private Seconds() {}

    /** The time since {@code start}, a value of {@link System#nanoTime}. */
    public static BigDecimal since(long start) {
        return BigDecimal.valueOf((System.nanoTime() - start) / 1000, 6);
    }
}
