package dev.http2bin.web.live;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code /connection/events} costs.
 *
 * @param maxPages how many may be open at once; one more gets 503
 * @param interval the time between two looks at a connection, and so between two events
 * @param patience how long a page may not read before it is dropped
 */
@ConfigurationProperties("http2bin.live")
@Validated
record LiveSettings(
        @DefaultValue("500") @Min(0) int maxPages,

        @NotNull @DurationMin(millis = 20) @DefaultValue("200ms")
        Duration interval,

        @NotNull @DurationMin(millis = 100) @DefaultValue("10s")
        Duration patience) {}
