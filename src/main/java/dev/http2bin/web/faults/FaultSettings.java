package dev.http2bin.web.faults;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What callers may have done to their own connection.
 *
 * @param enabled whether they may at all; where not, {@code /faults} answers 403
 * @param maxBytes the most content of a response that is to break off
 * @param maxHeaderBytes the most octets of names and values of one response's header fields
 * @param maxDuration the longest that the server holds something back
 */
@ConfigurationProperties("http2bin.faults")
@Validated
record FaultSettings(
        @DefaultValue("true") boolean enabled,
        @Min(0) @Max(1L << 30) @DefaultValue("10485760") long maxBytes,
        @Min(1) @Max(16 << 20) @DefaultValue("1048576") int maxHeaderBytes,

        @NotNull @DurationMin(millis = 1) @DefaultValue("60s")
        Duration maxDuration) {}
