package dev.http2bin.bin.content;

import dev.http2bin.http2.properties.Bounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What {@code /bytes} gives.
 *
 * @param maxSize the most bytes one may ask for
 */
@ConfigurationProperties("http2bin.bytes")
public record BytesProperties(@DefaultValue("10GB") DataSize maxSize) {

    public BytesProperties {
        Bounds.check("http2bin.bytes.max-size", maxSize, 0);
    }
}
