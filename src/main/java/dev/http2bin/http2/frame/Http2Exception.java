package dev.http2bin.http2.frame;

import java.util.Objects;

/** A connection error (RFC 9113 §5.4.1): the connection ends with a GOAWAY that carries this code and this message. */
public class Http2Exception extends Exception {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    public Http2Exception(ErrorCode code, String message) {
        // The peer's fault, not ours: a stack trace would tell nothing and cost an attacker's frame a lot of time.
        super(message, null, false, false);
        this.code = code;
    }

    public final ErrorCode code() {
        return code;
    }

    /** What went wrong, for the GOAWAY's debug data. */
    @Override
    public final String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
