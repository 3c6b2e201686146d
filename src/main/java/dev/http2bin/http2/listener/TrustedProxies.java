package dev.http2bin.http2.listener;

import dev.http2bin.http2.exchange.Hop;
import dev.http2bin.http2.syntax.Authority;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.ForwardedHandler;
import io.undertow.server.handlers.ProxyPeerAddressHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Believes what {@code Forwarded} (RFC 7239), or without it {@code X-Forwarded-*}, says of the client where a trusted
 * proxy sent it. Each proxy adds its element at the end, so they are taken from there, as long as who told is trusted:
 * what a client wrote before them itself is never reached. Undertow's own handlers read an element; they would take the
 * first of a list, and from anybody.
 */
final class TrustedProxies implements HttpHandler {
    private static final List<HttpString> X_FORWARDED = List.of(
            Headers.X_FORWARDED_FOR, Headers.X_FORWARDED_PROTO, Headers.X_FORWARDED_HOST, Headers.X_FORWARDED_PORT);

    /** RFC 9110 §7.6.3: the protocol's name is left out where it is HTTP. */
    private static final Pattern VIA = Pattern.compile("(?:HTTP/)?([0-9](?:\\.[0-9])?)\\s.*");

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private static final HttpHandler FORWARDED_READER = new ForwardedHandler(read -> {});
    private static final HttpHandler X_FORWARDED_READER = new ProxyPeerAddressHandler(read -> {});

    private final List<Network> proxies;
    private final HttpHandler next;

    private TrustedProxies(List<Network> proxies, HttpHandler next) {
        this.proxies = proxies;
        this.next = next;
    }

    /** The handler behind one that believes these proxies, of which there may be none. */
    static HttpHandler before(HttpHandler next, List<Network> proxies) {
        return proxies.isEmpty() ? next : new TrustedProxies(proxies, next);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (isTrusted(exchange.getSourceAddress())) {
            HeaderMap fields = exchange.getRequestHeaders();
            if (fields.contains(Headers.FORWARDED)) {
                believe(exchange, FORWARDED_READER, List.of(Headers.FORWARDED));
            } else if (fields.contains(Headers.X_FORWARDED_FOR)) {
                believe(exchange, X_FORWARDED_READER, X_FORWARDED);
            }
        }
        next.handleRequest(exchange);
    }

    /** @param names of the fields to read; the first of them has an element for each hop */
    private void believe(HttpServerExchange exchange, HttpHandler reader, List<HttpString> names) throws Exception {
        HeaderMap fields = exchange.getRequestHeaders();
        Map<HttpString, List<String>> told = new LinkedHashMap<>();
        names.stream().filter(fields::contains).forEach(name -> told.put(name, elements(fields.get(name))));
        List<String> via = elements(fields.get(Headers.VIA));
        Deque<Hop> hops = new ArrayDeque<>();
        InetSocketAddress teller = exchange.getSourceAddress();
        List<String> clients = elements(fields.get(names.get(0)));
        for (int last = 1; last <= clients.size() && isTrusted(teller); last++) {
            if (isCut(fromTheEnd(clients, last))) {
                break;
            }
            for (Map.Entry<HttpString, List<String>> field : told.entrySet()) {
                fields.put(field.getKey(), fromTheEnd(field.getValue(), last));
            }
            if (!isRead(exchange, reader)) {
                break; // it tells nothing, so nobody knows who told what stands before
            }
            boolean named = !exchange.getSourceAddress().equals(teller);
            hops.addFirst(new Hop(
                    named ? Hops.text(exchange.getSourceAddress()) : "unknown",
                    last > via.size() ? null : protocol(fromTheEnd(via, last)),
                    exchange.getRequestScheme(),
                    true));
            if (!named) {
                break; // nobody knows who told what stands before
            }
            teller = exchange.getSourceAddress();
        }
        exchange.putAttachment(Hops.FORWARDED, List.copyOf(hops));
    }

    /** Has Undertow's reader take in an element; of what is none, for which it has several exceptions, nothing stays. */
    private static boolean isRead(HttpServerExchange exchange, HttpHandler reader) throws Exception {
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        String scheme = exchange.getRequestScheme();
        InetSocketAddress source = exchange.getSourceAddress();
        InetSocketAddress destination = exchange.getDestinationAddress();
        try {
            reader.handleRequest(exchange);
            if (isOrigin(exchange)) {
                return true;
            }
        } catch (RuntimeException e) {
            // as below
        }
        if (host == null) {
            exchange.getRequestHeaders().remove(Headers.HOST);
        } else {
            exchange.getRequestHeaders().put(Headers.HOST, host);
        }
        exchange.setRequestScheme(scheme).setSourceAddress(source).setDestinationAddress(destination);
        return false;
    }

    /** Whether a URI can begin with the scheme and the host. */
    private static boolean isOrigin(HttpServerExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        return SCHEMES.contains(exchange.getRequestScheme()) && (host == null || isHost(host));
    }

    /** A request of its own must name a host that is not empty (RFC 9110 §4.2.1). */
    private static boolean isHost(String text) {
        return Authority.parse(text).filter(named -> !named.host().isEmpty()).isPresent();
    }

    private boolean isTrusted(InetSocketAddress address) {
        return address.getAddress() != null && proxies.stream().anyMatch(proxy -> proxy.contains(address.getAddress()));
    }

    private static List<String> elements(@Nullable HeaderValues values) {
        return values == null
                ? List.of()
                : values.stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .map(String::strip)
                        .toList();
    }

    /** Whether the comma before an element was within a quoted string: no address, scheme or host has one. */
    private static boolean isCut(String element) {
        return element.chars().filter(c -> c == '"').count() % 2 != 0;
    }

    /** In a list that is shorter the first element stands for all before it. */
    private static String fromTheEnd(List<String> elements, int last) {
        return elements.get(Math.max(0, elements.size() - last));
    }

    private static @Nullable String protocol(String via) {
        var version = VIA.matcher(via);
        return version.matches() ? "HTTP/" + version.group(1).replaceFirst("^([2-9])\\.0$", "$1") : null;
    }
}
