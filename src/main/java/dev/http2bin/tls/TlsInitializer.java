package dev.http2bin.tls;

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

    private static final String KEY_ITERATIONS = "keystore.pkcs12.keyPbeIterationCount";
    private static final String RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            return; // a build serves nobody
        }
        refuseRenegotiation();
        keepKeysInMemoryCheaply();
        Binder binder = Binder.get(context.getEnvironment());
        LocalCertificateEnvironment.directory(context.getEnvironment())
                .ifPresent(directory -> new LocalCertificate(directory, Clock.systemUTC()).provide());
        if (context instanceof WebServerApplicationContext) {
            SslProperties.Bundles bundles =
                    binder.bindOrCreate("spring.ssl", SslProperties.class).getBundle();
            binder.bind("server.ssl", Ssl.class).ifBound(ssl -> check(ssl, bundles));
        }
    }

    /** A client may not begin a second handshake (RFC 9113 §9.2.1); the JDK asks once, before its first handshake. */
    private static void refuseRenegotiation() {
        if (System.getProperty(RENEGOTIATION) == null) {
            System.setProperty(RENEGOTIATION, "true");
        }
    }

    /**
     * Boot keeps a PEM file's key in a PKCS#12 store of no password, in memory alone, and the JDK would derive a key to
     * encrypt it with by 10,000 rounds, and again for each look at it: a tenth of a second of a start.
     */
    private static void keepKeysInMemoryCheaply() {
        if (System.getProperty(KEY_ITERATIONS) == null) {
            System.setProperty(KEY_ITERATIONS, "1");
        }
    }

    private static void check(Ssl ssl, SslProperties.Bundles bundles) {
        if (!ssl.isEnabled()) {
            return;
        }
        if (ssl.getBundle() == null) {
            ServerCertificate.load(() -> WebServerSslBundle.get(ssl), CertificateFiles.of(ssl), TlsProvider.JDK);
        } else {
            check(ssl.getBundle(), bundles);
        }
        ssl.getServerNameBundles().stream().map(ServerNameSslBundle::bundle).forEach(name -> check(name, bundles));
    }

    /** A bundle that is in neither map is registered in code; the listener loads and so checks it later. */
    private static void check(String name, SslProperties.Bundles bundles) {
        PemSslBundleProperties pem = bundles.getPem().get(name);
        if (pem != null) {
            ServerCertificate.load(() -> PropertiesSslBundle.get(pem), CertificateFiles.of(name, pem), TlsProvider.JDK);
        }
        JksSslBundleProperties jks = bundles.getJks().get(name);
        if (jks != null) {
            ServerCertificate.load(() -> PropertiesSslBundle.get(jks), CertificateFiles.of(name, jks), TlsProvider.JDK);
        }
    }
}
