package dev.http2bin.http2.tls;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.conscrypt.Conscrypt;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.web.server.Ssl;

/** Who encrypts: the JDK, or BoringSSL by way of Conscrypt, which takes less CPU time (docs/performance.md). */
public enum TlsProvider {
    /** Conscrypt where its native library loads and it knows the kind of the certificate's key, else the JDK. */
    AUTO,
    JDK;

    /** Whom a server trusts that asks no client for a certificate: else the JDK's hundred authorities are read for it. */
    private static final TrustManager[] NOBODY = {};

    private static final Set<String> KEYS_OF_CONSCRYPT = Set.of("RSA", "EC");

    SSLContext context(SslBundle bundle, Collection<X509Certificate> leaves, Ssl.ClientAuth clientAuth)
            throws GeneralSecurityException {
        boolean known = leaves.stream().map(X509Certificate::getPublicKey).allMatch(TlsProvider::knows);
        SSLContext context = known && isConscrypt()
                ? SSLContext.getInstance(bundle.getProtocol(), BoringSsl.PROVIDER)
                : SSLContext.getInstance(bundle.getProtocol());
        SslManagerBundle managers = bundle.getManagers();
        context.init(
                managers.getKeyManagers(),
                clientAuth == Ssl.ClientAuth.NONE ? NOBODY : managers.getTrustManagers(),
                null);
        return context;
    }

    /** Who signs with a key and verifies that: BoringSSL only where it gets to see the key. */
    Signature signature(String algorithm, PrivateKey key) throws NoSuchAlgorithmException {
        return isConscrypt() && knows(key) && key.getEncoded() != null
                ? Signature.getInstance(algorithm, BoringSsl.PROVIDER)
                : Signature.getInstance(algorithm);
    }

    private boolean isConscrypt() {
        return this == AUTO && Conscrypt.isAvailable();
    }

    private static boolean knows(Key key) {
        return KEYS_OF_CONSCRYPT.contains(key.getAlgorithm());
    }

    /** Apart, so that nobody who does without loads it. */
    private static final class BoringSsl {
        static final Provider PROVIDER = Conscrypt.newProvider();
    }
}
