package dev.http2bin.http2.ledger;

import java.util.Locale;

/** What became of an early hint. */
public enum EarlyHints {
    /** The 103 is on its way. */
    SENT,
    /** Not sent: the exchange is HTTP/1.1 and nobody forced it. */
    SKIPPED_HTTP1,
    /** Not sent: the final response had already begun. */
    SKIPPED_COMMITTED;

    /** As meters name it: {@code skipped_http1}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
