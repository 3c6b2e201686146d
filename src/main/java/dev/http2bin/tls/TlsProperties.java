package dev.http2bin.tls;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code server.ssl.*} does not say about TLS.
 *
 * @param local The certificate that is made when none is configured.
 * @param provider Who encrypts: auto for BoringSSL, by way of Conscrypt, where its native library loads, or jdk.
 * @param reloadInterval How often the files named by server.ssl.* are looked at for a change; at least 100 ms. An SSL
 *     bundle has its own reload-on-update instead.
 */
@Validated
@ConfigurationProperties("http2bin.tls")
public record TlsProperties(
        @Valid @NotNull @DefaultValue Local local,

        @NotNull @DefaultValue("auto") TlsProvider provider,

        @NotNull @DurationMin(millis = 100) @DefaultValue("5s")
        Duration reloadInterval) {

    /**
     * The certificate that is made when none is configured.
     *
     * @param directory Folder of the local CA and its certificate for localhost, relative to the working directory.
     */
    public record Local(@NotBlank @DefaultValue("certs") String directory) {}
}
