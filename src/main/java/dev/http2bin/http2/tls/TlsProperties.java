package dev.http2bin.http2.tls;

import dev.http2bin.http2.properties.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code server.ssl.*} does not say about TLS.
 *
 * @param local The certificate that is made when none is configured.
 * @param provider Who encrypts: auto for BoringSSL, by way of Conscrypt, where its native library loads, or jdk.
 * @param reloadInterval How often the files named by server.ssl.* are looked at for a change; at least 100 ms. An SSL
 *     bundle has its own reload-on-update instead.
 */
@ConfigurationProperties("http2bin.tls")
public record TlsProperties(
        @DefaultValue Local local,
        @DefaultValue("auto") TlsProvider provider,
        @DefaultValue("5s") Duration reloadInterval) {

    public TlsProperties {
        Bounds.set("http2bin.tls.provider", provider);
        Bounds.check("http2bin.tls.reload-interval", reloadInterval, Duration.ofMillis(100));
    }

    /**
     * The certificate that is made when none is configured.
     *
     * @param directory Folder of the local CA and its certificate for localhost, relative to the working directory.
     */
    public record Local(@DefaultValue("certs") String directory) {

        public Local {
            if (directory.isBlank()) {
                throw new IllegalArgumentException("http2bin.tls.local.directory must name a folder");
            }
        }
    }
}
