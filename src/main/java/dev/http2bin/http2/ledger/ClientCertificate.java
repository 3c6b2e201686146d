package dev.http2bin.http2.ledger;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The certificate a client showed in its TLS handshake, which the server's trust store vouches for.
 *
 * @param subject its distinguished name (RFC 2253)
 * @param issuer the distinguished name of who signed it
 * @param serial its serial number in hexadecimal
 * @param notBefore when it begins to be valid
 * @param notAfter when it ends
 * @param sha256 the digest of its DER octets in hexadecimal
 */
public record ClientCertificate(
        String subject, String issuer, String serial, Instant notBefore, Instant notAfter, String sha256) {

    /** What a certificate says of itself. */
    public static ClientCertificate of(X509Certificate certificate) {
        return new ClientCertificate(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                sha256(certificate));
    }

    private static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
