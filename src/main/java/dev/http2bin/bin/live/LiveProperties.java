package dev.http2bin.bin.live;

import dev.http2bin.http2.properties.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code /connection/events} costs.
 *
 * @param maxPages how many may be open at once; one more gets 503
 * @param interval the time between two looks at a connection, and so between two events
 * @param patience how long a page may not read before it is dropped
 */
@ConfigurationProperties("http2bin.live")
record LiveProperties(
        @DefaultValue("500") int maxPages,
        @DefaultValue("200ms") Duration interval,
        @DefaultValue("10s") Duration patience) {

    LiveProperties {
        Bounds.check("http2bin.live.max-pages", maxPages, 0);
        Bounds.check("http2bin.live.interval", interval, Duration.ofMillis(20));
        Bounds.check("http2bin.live.patience", patience, Duration.ofMillis(100));
    }
}
