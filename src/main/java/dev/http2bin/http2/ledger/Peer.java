package dev.http2bin.http2.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end, and how the transport was agreed.
 *
 * @param address host and port
 * @param tlsVersion such as {@code TLSv1.3}; null in clear
 * @param cipher the suite's standard name; null in clear
 * @param alpn the application protocol agreed; null in clear
 * @param sni the host name the client asked for; null where it sent none
 * @param certificate the client's own; null where it showed none
 */
public record Peer(
        String address,
        @Nullable String tlsVersion,
        @Nullable String cipher,
        @Nullable String alpn,
        @Nullable String sni,
        @Nullable ClientCertificate certificate) {}
