package dev.http2bin.http2.tls;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.springframework.boot.ssl.pem.PemContent;

/** A PEM file (RFC 7468) that holds one certificate or one PKCS#8 key. Written whole or not at all. */
record PemFile(Path path) {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> EVERYONE = PosixFilePermissions.fromString("rw-r--r--");

    boolean exists() {
        return Files.exists(path);
    }

    /** The first certificate in the file. */
    X509Certificate certificate() {
        try {
            return PemContent.load(path).getCertificates().get(0);
        } catch (IOException | RuntimeException e) {
            throw unreadable("certificate", e);
        }
    }

    PrivateKey key() {
        try {
            return PemContent.load(path).getPrivateKey();
        } catch (IOException | RuntimeException e) {
            throw unreadable("private key", e);
        }
    }

    void write(X509Certificate certificate) throws IOException {
        write(certificate, EVERYONE);
    }

    void write(PrivateKey key) throws IOException {
        write(new JcaPKCS8Generator(key, null), OWNER);
    }

    private void write(Object content, Set<PosixFilePermission> permissions) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        Path whole = Files.createTempFile(directory, "." + path.getFileName(), null); // 0600 from its first moment
        try {
            try (Writer file = Files.newBufferedWriter(whole);
                    JcaPEMWriter pem = new JcaPEMWriter(file)) {
                pem.writeObject(content);
            }
            PosixFileAttributeView posix = Files.getFileAttributeView(whole, PosixFileAttributeView.class);
            if (posix != null) {
                posix.setPermissions(permissions);
            }
            Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private BrokenCertificateException unreadable(String content, Exception cause) {
        return new BrokenCertificateException(
                "%s holds no %s that can be read.".formatted(path, content),
                "Put the right file back, or move it away: what is missing is made anew where the other files allow it.",
                cause);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
