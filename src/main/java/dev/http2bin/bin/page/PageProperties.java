package dev.http2bin.bin.page;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the page cannot know by itself.
 *
 * @param http1Origin where browsers reach the port that offers HTTP/1.1 only, such as {@code https://example.com:8444};
 *     without it, the host of the page and {@code http2bin.listener.http1-port}
 */
@ConfigurationProperties("http2bin.page")
record PageProperties(@Nullable String http1Origin) {

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+");

    PageProperties {
        if (http1Origin != null && !ORIGIN.matcher(http1Origin).matches()) {
            throw new IllegalArgumentException(
                    "http2bin.page.http1-origin must be such as https://example.com:8444, not " + http1Origin);
        }
    }
}
