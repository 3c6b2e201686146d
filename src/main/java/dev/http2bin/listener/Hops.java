package dev.http2bin.listener;

import dev.http2bin.exchange.Hop;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A request's way to this service. */
final class Hops {
    /** What trusted proxies told, from the client on. */
    static final AttachmentKey<List<Hop>> FORWARDED = AttachmentKey.create(List.class);

    private Hops() {}

    /** From the client to the connection that the service has. */
    static List<Hop> of(HttpServerExchange exchange, String protocol) {
        ServerConnection connection = exchange.getConnection();
        Hop seen = new Hop(
                text(connection.getPeerAddress(InetSocketAddress.class)),
                protocol,
                connection.getSslSessionInfo() == null ? "http" : "https",
                false);
        List<Hop> forwarded = exchange.getAttachment(FORWARDED);
        if (forwarded == null) {
            return List.of(seen);
        }
        List<Hop> all = new ArrayList<>(forwarded);
        all.add(seen);
        return List.copyOf(all);
    }

    /** An address as views show it: without a port that nobody told. */
    static String text(InetSocketAddress address) {
        InetAddress resolved = address.getAddress();
        String host = resolved == null ? address.getHostString() : resolved.getHostAddress();
        return address.getPort() == 0 ? host : host + ":" + address.getPort();
    }
}
