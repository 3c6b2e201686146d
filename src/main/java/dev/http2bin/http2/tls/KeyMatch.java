package dev.http2bin.http2.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Whether a private key is the one a certificate speaks of. */
final class KeyMatch {

    private static final byte[] ANYTHING = {1, 2, 3};

    private KeyMatch() {}

    /** Signs and verifies, which works for keys that never leave their hardware too. */
    static boolean matches(PrivateKey key, X509Certificate certificate, TlsProvider provider) {
        PublicKey publicKey = certificate.getPublicKey();
        String algorithm = signatureAlgorithm(key.getAlgorithm());
        if (algorithm == null) {
            return key.getAlgorithm().equals(publicKey.getAlgorithm());
        }
        try {
            Signature signature = provider.signature(algorithm, key);
            signature.initSign(key);
            signature.update(ANYTHING);
            byte[] signed = signature.sign();
            Signature verification = provider.signature(algorithm, key);
            verification.initVerify(publicKey);
            verification.update(ANYTHING);
            return verification.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // keys of two kinds or two sizes
        }
    }

    private static @Nullable String signatureAlgorithm(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case "Ed25519", "Ed448", "EdDSA" -> "EdDSA";
            default -> null; // RSASSA-PSS needs parameters of its own
        };
    }
}
