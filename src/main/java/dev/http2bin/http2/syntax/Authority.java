package dev.http2bin.http2.syntax;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A host and its port (RFC 3986 §3.2), without the user that no HTTP request has (RFC 9110 §4.2.4).
 *
 * @param host as it came, IP literals with their brackets; it may be empty
 * @param port -1 if none is given
 */
public record Authority(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /** Reads what a {@code Host} field or {@code :authority} says; empty if it is not a host with or without a port. */
    public static Optional<Authority> parse(String text) {
        int bracket = text.indexOf(']');
        int colon = text.indexOf(':', bracket + 1);
        String host = colon < 0 ? text : text.substring(0, colon);
        int port = colon < 0 ? -1 : port(text.substring(colon + 1));
        boolean valid = host.startsWith("[")
                ? isLiteral(host)
                : Characters.NAME.hasAll(host) && Characters.percentsAreWhole(host);
        return valid && port != 0 ? Optional.of(new Authority(host, port)) : Optional.empty();
    }

    /** Returns the port; -1 for one that is left empty (RFC 3986 §3.2.3), 0 for what is none. */
    private static int port(String digits) {
        if (digits.isEmpty()) {
            return -1;
        }
        int port = 0;
        for (int i = 0; i < digits.length() && port <= MAX_PORT; i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            port = 10 * port + c - '0';
        }
        return port > MAX_PORT ? 0 : port;
    }

    /** RFC 3986 §3.2.2. A zone (RFC 6874) never leaves a client. The future's literals have no meaning yet. */
    private static boolean isLiteral(String host) {
        if (!host.endsWith("]") || !host.chars().allMatch(c -> Characters.isHex(c) || "[:.]".indexOf(c) >= 0)) {
            return false;
        }
        try {
            return InetAddress.getByName(host) != null; // a literal is not looked up
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The same with an IPv4 address inside an IPv6 literal in hex digits (RFC 4291 §2.2), which all that read one know. */
    public Authority withoutDots() {
        int colon = host.lastIndexOf(':');
        if (colon < 0 || host.indexOf('.') < 0) {
            return this;
        }
        String[] bytes = host.substring(colon + 1, host.length() - 1).split("\\.", -1);
        StringBuilder hex = new StringBuilder(host).delete(colon + 1, host.length());
        for (int i = 0; i < bytes.length; i++) {
            hex.append(i == 2 ? ":" : "").append(String.format("%02x", Integer.parseInt(bytes[i])));
        }
        return new Authority(hex.append(']').toString(), port);
    }

    /** Whether both name the same host and port, where a port that is not given is the scheme's. */
    public boolean isSame(Authority other, String scheme) {
        int usual = scheme.equals("https") ? 443 : 80;
        return host.equalsIgnoreCase(other.host) && (port < 0 ? usual : port) == (other.port < 0 ? usual : other.port);
    }

    /** The host, and the port if one is given. */
    @Override
    public String toString() {
        return port < 0 ? host : host + ":" + port;
    }
}
