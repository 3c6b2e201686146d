package dev.http2bin.http2.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate as a user would bring it: self-signed for localhost, under a name of its own. */
record Credentials(KeyPair pair, X509Certificate certificate) {

    static Credentials named(String name) throws Exception {
        Instant now = Instant.now();
        return named(name, now.minus(Duration.ofMinutes(1)), now.plus(Duration.ofDays(30)));
    }

    static Credentials named(String name, Instant start, Instant end) throws Exception {
        return of(LocalAuthority.newKeyPair(), "SHA256withECDSA", name, start, end);
    }

    static Credentials withEd25519(String name) throws Exception {
        Instant now = Instant.now();
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return of(pair, "Ed25519", name, now.minus(Duration.ofMinutes(1)), now.plus(Duration.ofDays(30)));
    }

    private static Credentials of(KeyPair pair, String signature, String name, Instant start, Instant end)
            throws Exception {
        X500Name subject = new X500Name("CN=" + name);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                subject, BigInteger.valueOf(7), Date.from(start), Date.from(end), subject, pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        return new Credentials(
                pair,
                new JcaX509CertificateConverter()
                        .getCertificate(
                                builder.build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()))));
    }

    void writePem(Path certificateFile, Path keyFile) throws IOException {
        new PemFile(certificateFile).write(certificate);
        new PemFile(keyFile).write(pair.getPrivate());
    }

    void writePkcs12(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", pair.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }
}
