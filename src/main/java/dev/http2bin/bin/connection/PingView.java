package dev.http2bin.bin.connection;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A PING that came back.
 *
 * @param roundTrip seconds
 */
record PingView(String id, String protocol, BigDecimal roundTrip) {

    static PingView of(String id, String protocol, Duration roundTrip) {
        return new PingView(id, protocol, BigDecimal.valueOf(roundTrip.toNanos(), 9));
    }
}
