package dev.http2bin.http2.tls;

import org.jspecify.annotations.Nullable;

/** The server's certificate cannot be used. The message names the file, {@link #action()} says what to do. */
public final class BrokenCertificateException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    BrokenCertificateException(String problem, String action, @Nullable Throwable cause) {
        super(problem, cause);
        this.action = action;
    }

    /** What the operator can do about it, in whole sentences. */
    public String action() {
        return action;
    }
}
