package dev.http2bin.http2.ledger;

/**
 * When the content of one response was sent.
 *
 * @param first nanoseconds from the stream's HEADERS to the first DATA frame
 * @param last nanoseconds from the stream's HEADERS to the last DATA frame so far
 * @param interleaved octets of other responses' content that left between these two
 */
record SentContent(long first, long last, long interleaved) {}
