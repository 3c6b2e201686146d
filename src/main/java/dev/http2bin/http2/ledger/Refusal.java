package dev.http2bin.http2.ledger;

/** A request that HTTP/2 allows and that is answered, but that no endpoint can serve. */
public enum Refusal {
    /** {@code :path} has a character that no URI has, or a percent sign that two hex digits do not follow. */
    BAD_TARGET,
    /** {@code :method} is longer than any that is served. */
    LONG_METHOD,
    /** The query has more parameters than {@code server.undertow.max-parameters} allows. */
    TOO_MANY_PARAMETERS,
    /** CONNECT, which asks a proxy for a tunnel. */
    TUNNEL,
    /** The header list is over the limit, so only its first fields are known. */
    HEADER_LIST_TOO_LARGE
}
