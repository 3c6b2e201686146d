package dev.http2bin.content;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code /bytes} gives.
 *
 * @param maxSize the most bytes one may ask for
 */
@ConfigurationProperties("http2bin.bytes")
@Validated
public record BytesSettings(@NotNull @DefaultValue("10GB") DataSize maxSize) {}
