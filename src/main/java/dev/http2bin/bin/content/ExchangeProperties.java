package dev.http2bin.bin.content;

import dev.http2bin.http2.problem.Problem;
import dev.http2bin.http2.properties.Bounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/**
 * What an exchange may cost.
 *
 * @param maxBodySize the longest request body that is read; one byte more gives 413
 */
@ConfigurationProperties("http2bin.exchange")
public record ExchangeProperties(@DefaultValue("10GB") DataSize maxBodySize) {

    public ExchangeProperties {
        Bounds.check("http2bin.exchange.max-body-size", maxBodySize, 0);
    }

    /**
     * Lets a body of so many bytes pass.
     *
     * @throws Problem 413
     */
    public void admit(long bytes) {
        if (bytes > maxBodySize.toBytes()) {
            throw Problem.of(
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    "Send at most %d bytes; http2bin.exchange.max-body-size sets this limit."
                            .formatted(maxBodySize.toBytes()));
        }
    }
}
