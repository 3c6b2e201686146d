package dev.http2bin.content;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code /early-hints} allows.
 *
 * @param maxCount the most 103s before one final response
 * @param maxDelay the longest wait between the last 103 and the final response
 */
@ConfigurationProperties("http2bin.early-hints")
@Validated
public record HintsSettings(
        @Min(0) @Max(100) @DefaultValue("10") int maxCount,

        @NotNull @DurationMin(millis = 0) @DefaultValue("60s")
        Duration maxDelay) {}
