package dev.http2bin.web.page;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What the page cannot know by itself.
 *
 * @param http1Origin where browsers reach the port that offers HTTP/1.1 only, such as {@code https://example.com:8444};
 *     without it, the host of the page and {@code http2bin.listener.http1-port}
 */
@ConfigurationProperties("http2bin.page")
@Validated
record PageSettings(
        @Nullable @Pattern(regexp = "https?://[A-Za-z0-9.:\\[\\]-]+") String http1Origin) {}
