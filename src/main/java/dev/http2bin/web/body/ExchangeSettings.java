package dev.http2bin.web.body;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What an exchange may cost.
 *
 * @param maxBodySize the longest request body that is read; one byte more gives 413
 */
@ConfigurationProperties("http2bin.exchange")
@Validated
public record ExchangeSettings(
        @NotNull @DefaultValue("10GB") DataSize maxBodySize) {}
