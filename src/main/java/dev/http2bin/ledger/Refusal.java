package dev.http2bin.ledger;

/** A request that HTTP/2 allows and that is answered, but that no endpoint can serve. */
public enum Refusal {
    /** {@code :path} has a percent sign that two hex digits do not follow. */
    BAD_TARGET,
    /** The header list is over the limit, so only its first fields are known. */
    HEADER_LIST_TOO_LARGE
}
