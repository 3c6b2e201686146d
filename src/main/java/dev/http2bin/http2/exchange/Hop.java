package dev.http2bin.http2.exchange;

import org.jspecify.annotations.Nullable;

/**
 * One connection on a request's way to this service.
 *
 * @param from the address of who sent the request over it; with a port where that is known
 * @param protocol {@code HTTP/2} or another that was spoken on it; null where nobody told
 * @param scheme {@code https} or {@code http}
 * @param forwarded whether a trusted proxy told of it, instead of the service seeing it
 */
public record Hop(String from, @Nullable String protocol, String scheme, boolean forwarded) {}
