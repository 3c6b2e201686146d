package dev.http2bin.bin.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests every Java platform has. */
public final class Digests {

    private Digests() {}

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
