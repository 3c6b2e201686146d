package dev.http2bin.web.timing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a caller may make the server take its time.
 *
 * @param maxDuration the longest that one answer of {@code /clock}, {@code /drip} or {@code /delay} takes
 * @param maxTicks the most ticks of one {@code /clock}
 * @param maxDrip the most bytes of one {@code /drip}
 */
@ConfigurationProperties("http2bin.timing")
@Validated
record TimingSettings(
        @NotNull @DurationMin(millis = 1) @DefaultValue("60s")
        Duration maxDuration,

        @Min(1) @Max(1_000_000) @DefaultValue("1000") int maxTicks,

        @Min(1) @Max(16 * 1024 * 1024) @DefaultValue("1048576")
        int maxDrip) {}
