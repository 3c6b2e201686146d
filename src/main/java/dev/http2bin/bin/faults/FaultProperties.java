package dev.http2bin.bin.faults;

import dev.http2bin.http2.properties.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What callers may have done to their own connection.
 *
 * @param enabled whether they may at all; where not, {@code /faults} answers 403
 * @param maxBytes the most content of a response that is to break off
 * @param maxHeaderBytes the most octets of names and values of one response's header fields
 * @param maxDuration the longest that the server holds something back
 * @param maxRuns runs of {@code /faults/reset?run=} whose tries are counted at once
 * @param runLifetime how long a run is remembered after its last try
 */
@ConfigurationProperties("http2bin.faults")
public record FaultProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10485760") long maxBytes,
        @DefaultValue("1048576") int maxHeaderBytes,
        @DefaultValue("60s") Duration maxDuration,
        @DefaultValue("1000") int maxRuns,
        @DefaultValue("10m") Duration runLifetime) {

    public FaultProperties {
        Bounds.check("http2bin.faults.max-bytes", maxBytes, 0, 1L << 30);
        Bounds.check("http2bin.faults.max-header-bytes", maxHeaderBytes, 1, 16 << 20);
        Bounds.check("http2bin.faults.max-duration", maxDuration, Duration.ofMillis(1));
        Bounds.check("http2bin.faults.max-runs", maxRuns, 1, 1 << 20);
        Bounds.check("http2bin.faults.run-lifetime", runLifetime, Duration.ofMillis(1));
    }
}
