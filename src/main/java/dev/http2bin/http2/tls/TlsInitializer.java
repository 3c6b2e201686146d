package dev.http2bin.http2.tls;

import java.time.Clock;
import org.springframework.boot.autoconfigure.ssl.JksSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.autoconfigure.ssl.SslProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.Ssl.ServerNameSslBundle;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;

/**
 * Makes the local certificate if it is the one to use, and checks every certificate of the server before anything loads
 * one: what Boot says of a broken one names no file.
 */
final class TlsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            return; // a build serves nobody
        }
        setJdkProperties();
        Binder binder = Binder.get(context.getEnvironment());
        TlsProvider provider =
                binder.bindOrCreate("http2bin.tls", TlsProperties.class).provider();
        LocalCertificateEnvironment.directory(context.getEnvironment())
                .ifPresent(directory -> new LocalCertificate(directory, Clock.systemUTC(), provider).provide());
        if (context instanceof WebServerApplicationContext) {
            SslProperties.Bundles bundles =
                    binder.bindOrCreate("spring.ssl", SslProperties.class).getBundle();
            binder.bind("server.ssl", Ssl.class).ifBound(ssl -> check(ssl, bundles, provider));
        }
    }

    /** What the JDK asks once, before its first handshake and its first key; a user's own {@code -D} stays. */
    private static void setJdkProperties() {
        // a client may not begin a second handshake (RFC 9113 §9.2.1)
        System.getProperties().putIfAbsent("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        // Boot keeps a PEM file's key in a PKCS#12 store of no password, in memory alone: to encrypt it there by 10,000
        // rounds, and again for each look at it, would take a tenth of a second of a start
        System.getProperties().putIfAbsent("keystore.pkcs12.keyPbeIterationCount", "1");
    }

    private static void check(Ssl ssl, SslProperties.Bundles bundles, TlsProvider provider) {
        if (!ssl.isEnabled()) {
            return;
        }
        if (ssl.getBundle() == null) {
            ServerCertificate.check(() -> WebServerSslBundle.get(ssl), CertificateFiles.of(ssl), provider);
        } else {
            check(ssl.getBundle(), bundles, provider);
        }
        ssl.getServerNameBundles().stream()
                .map(ServerNameSslBundle::bundle)
                .forEach(name -> check(name, bundles, provider));
    }

    /** A bundle that is in neither map is registered in code; the listener loads and so checks it later. */
    private static void check(String name, SslProperties.Bundles bundles, TlsProvider provider) {
        PemSslBundleProperties pem = bundles.getPem().get(name);
        if (pem != null) {
            ServerCertificate.check(() -> PropertiesSslBundle.get(pem), CertificateFiles.of(name, pem), provider);
        }
        JksSslBundleProperties jks = bundles.getJks().get(name);
        if (jks != null) {
            ServerCertificate.check(() -> PropertiesSslBundle.get(jks), CertificateFiles.of(name, jks), provider);
        }
    }
}
