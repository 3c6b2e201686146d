package dev.http2bin.bin.priority;

import dev.http2bin.http2.properties.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What {@code /priority} allows.
 *
 * @param maxResponses the most responses of one run
 * @param maxLength the longest of them
 * @param maxWait how long a response waits for the other requests of its run
 * @param maxRuns how many runs are remembered
 * @param runLifetime how long a run is remembered
 */
@ConfigurationProperties("http2bin.priority")
public record PriorityProperties(
        @DefaultValue("20") int maxResponses,
        @DefaultValue("10MB") DataSize maxLength,
        @DefaultValue("2s") Duration maxWait,
        @DefaultValue("1000") int maxRuns,
        @DefaultValue("10m") Duration runLifetime) {

    public PriorityProperties {
        Bounds.check("http2bin.priority.max-responses", maxResponses, 2, 100);
        Bounds.check("http2bin.priority.max-length", maxLength, 1, Integer.MAX_VALUE);
        Bounds.check("http2bin.priority.max-wait", maxWait, Duration.ZERO);
        Bounds.check("http2bin.priority.max-runs", maxRuns, 1);
        Bounds.check("http2bin.priority.run-lifetime", runLifetime, Duration.ofSeconds(1));
    }
}
