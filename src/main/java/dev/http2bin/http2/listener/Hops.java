package dev.http2bin.http2.listener;

import dev.http2bin.http2.exchange.Hop;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
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
        String host = resolved == null
                ? address.getHostString()
                : resolved instanceof Inet6Address six ? text(six) : resolved.getHostAddress();
        if (address.getPort() == 0) {
            return host;
        }
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** As RFC 5952 §4 has it: in place of the longest run of zeros, the first of two, stand two colons. */
    private static String text(Inet6Address address) {
        byte[] octets = address.getAddress();
        String[] groups = new String[8];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = Integer.toHexString(((octets[2 * i] & 0xff) << 8) | (octets[2 * i + 1] & 0xff));
        }
        int start = 0;
        int length = 1; // a single zero stays
        for (int i = 0; i < groups.length; i++) {
            int end = i;
            while (end < groups.length && groups[end].equals("0")) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        List<String> all = Arrays.asList(groups);
        return length == 1
                ? String.join(":", all)
                : String.join(":", all.subList(0, start)) + "::" + String.join(":", all.subList(start + length, 8));
    }
}
