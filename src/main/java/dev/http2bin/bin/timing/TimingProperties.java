package dev.http2bin.bin.timing;

import dev.http2bin.http2.properties.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a caller may make the server take its time.
 *
 * @param maxDuration the longest that one answer of {@code /clock}, {@code /sse}, {@code /drip} or {@code /delay} takes
 * @param maxTicks the most ticks of one {@code /clock}, and the most events of one {@code /sse}
 * @param maxDrip the most bytes of one {@code /drip}
 */
@ConfigurationProperties("http2bin.timing")
public record TimingProperties(
        @DefaultValue("60s") Duration maxDuration,
        @DefaultValue("1000") int maxTicks,
        @DefaultValue("1048576") int maxDrip) {

    public TimingProperties {
        Bounds.check("http2bin.timing.max-duration", maxDuration, Duration.ofMillis(1));
        Bounds.check("http2bin.timing.max-ticks", maxTicks, 1, 1_000_000);
        Bounds.check("http2bin.timing.max-drip", maxDrip, 1, 16 << 20);
    }
}
