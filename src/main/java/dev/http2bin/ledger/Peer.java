package dev.http2bin.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end, and how the transport was agreed.
 *
 * @param address host and port
 * @param tlsVersion such as {@code TLSv1.3}
 * @param cipher the suite's standard name
 * @param alpn the application protocol agreed
 * @param sni the host name the client asked for; null where it sent none
 */
public record Peer(
        String address,
        String tlsVersion,
        String cipher,
        String alpn,
        @Nullable String sni) {}
