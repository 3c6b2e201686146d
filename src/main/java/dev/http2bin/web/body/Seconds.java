package dev.http2bin.web.body;

import java.math.BigDecimal;

/** A span of time as the API shows it: seconds as a decimal, to the microsecond. */
final class Seconds {

    private Seconds() {}

    /** The time since {@code start}, a value of {@link System#nanoTime}. */
    static BigDecimal since(long start) {
        return BigDecimal.valueOf((System.nanoTime() - start) / 1000, 6);
    }
}
