package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Limit;

/** A connection error because the client ran over a limit. {@link Departure} counts the limit when it ends the connection. */
final class LimitExceeded extends Http2Exception {
    private static final long serialVersionUID = 1;

    private final Limit limit;

    LimitExceeded(ErrorCode code, Limit limit) {
        super(code, "limit " + limit);
        this.limit = limit;
    }

    Limit limit() {
        return limit;
    }
}
