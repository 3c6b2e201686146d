package dev.http2bin.http2.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyMatchTest {

    @ParameterizedTest
    @CsvSource({
        "EC, SHA256withECDSA, AUTO",
        "EC, SHA256withECDSA, JDK",
        "RSA, SHA256withRSA, AUTO",
        "RSA, SHA256withRSA, JDK",
        "Ed25519, Ed25519, AUTO",
        "Ed448, Ed448, AUTO"
    })
    void aCertificateMatchesItsOwnKeyAndNoOtherOfItsKind(String kind, String signature, TlsProvider provider)
            throws Exception {
        KeyPair own = KeyPairGenerator.getInstance(kind).generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance(kind).generateKeyPair();

        assertThat(KeyMatch.matches(own.getPrivate(), certificate(own, signature), provider))
                .isTrue();
        assertThat(KeyMatch.matches(other.getPrivate(), certificate(own, signature), provider))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "EC, RSA, SHA256withRSA, AUTO",
        "EC, RSA, SHA256withRSA, JDK",
        "RSA, EC, SHA256withECDSA, AUTO",
        "RSA, EC, SHA256withECDSA, JDK",
        "Ed25519, Ed448, Ed448, AUTO"
    })
    void aKeyOfAnotherKindDoesNotMatch(String kind, String otherKind, String signature, TlsProvider provider)
            throws Exception {
        KeyPair key = KeyPairGenerator.getInstance(kind).generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance(otherKind).generateKeyPair();

        assertThat(KeyMatch.matches(key.getPrivate(), certificate(other, signature), provider))
                .isFalse();
    }

    private static X509Certificate certificate(KeyPair pair, String signature) throws Exception {
        X500Name name = new X500Name("CN=own");
        Date now = Date.from(Instant.now());
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(name, BigInteger.ONE, now, now, name, pair.getPublic())
                        .build(new JcaContentSignerBuilder(signature).build(pair.getPrivate())));
    }
}
