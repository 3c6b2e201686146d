package dev.http2bin.bin.content;

import dev.http2bin.http2.properties.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code /early-hints} allows.
 *
 * @param maxCount the most 103s before one final response
 * @param maxDelay the longest wait between the last 103 and the final response
 */
@ConfigurationProperties("http2bin.early-hints")
public record HintsProperties(
        @DefaultValue("10") int maxCount,
        @DefaultValue("60s") Duration maxDelay) {

    public HintsProperties {
        Bounds.check("http2bin.early-hints.max-count", maxCount, 0, 100);
        Bounds.check("http2bin.early-hints.max-delay", maxDelay, Duration.ZERO);
    }
}
