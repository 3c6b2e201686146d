package dev.http2bin.http2.tls;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Points {@code server.ssl.bundle} at the local certificate when nothing says which one to use. Its properties come
 * last of all, so whatever a user sets wins. {@link TlsInitializer} makes the files, once there is a log to tell of it.
 */
public final class LocalCertificateEnvironment implements EnvironmentPostProcessor {

    private static final String BUNDLE = "local";
    private static final String PROPERTY_SOURCE = "http2bin local certificate";

    private static final String KEY_STORE = "spring.ssl.bundle.pem.local.keystore.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Binder binder = Binder.get(environment);
        Ssl ssl = binder.bindOrCreate("server.ssl", Ssl.class);
        SslProperties.Bundles bundles =
                binder.bindOrCreate("spring.ssl", SslProperties.class).getBundle();
        if (application.getWebApplicationType() == WebApplicationType.NONE || !Ssl.isEnabled(ssl) || saysWhich(ssl)) {
            return;
        }
        String directory =
                binder.bindOrCreate("http2bin.tls", TlsProperties.class).local().directory();
        Map<String, Object> properties = new HashMap<>(Map.of("server.ssl.bundle", BUNDLE));
        if (!bundles.getPem().containsKey(BUNDLE) && !bundles.getJks().containsKey(BUNDLE)) {
            properties.put(KEY_STORE + "certificate", uri(directory, LocalCertificate.SERVER));
            properties.put(KEY_STORE + "private-key", uri(directory, LocalCertificate.SERVER_KEY));
            properties.put("spring.ssl.bundle.pem.local.reload-on-update", true);
        }
        environment.getPropertySources().addLast(new MapPropertySource(PROPERTY_SOURCE, properties));
    }

    /** The folder where the local certificate must be, if it is the one to use. */
    static Optional<Path> directory(ConfigurableEnvironment environment) {
        return Optional.ofNullable(environment.getPropertySources().get(PROPERTY_SOURCE))
                .map(source -> source.getProperty(KEY_STORE + "certificate"))
                .map(certificate -> Path.of(URI.create(certificate.toString())).getParent());
    }

    /** The certificate of the authority that signed the local certificate, if that is the one to use. */
    public static Optional<Path> authority(ConfigurableEnvironment environment) {
        return directory(environment).map(directory -> directory.resolve(LocalCertificate.CA));
    }

    private static String uri(String directory, String file) {
        return Path.of(directory, file).toUri().toString();
    }

    private static boolean saysWhich(Ssl ssl) {
        return ssl.getBundle() != null
                || ssl.getCertificate() != null
                || ssl.getKeyStore() != null
                || "PKCS11".equals(ssl.getKeyStoreType());
    }
}
