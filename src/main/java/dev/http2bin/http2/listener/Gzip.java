package dev.http2bin.http2.listener;

import dev.http2bin.http2.syntax.ListField;
import io.undertow.server.ConduitWrapper;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.util.ConduitFactory;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import org.xnio.conduits.StreamSinkConduit;

/** Compresses responses of some types for clients that accept gzip (RFC 9110 §12.5.3). */
final class Gzip implements HttpHandler, ConduitWrapper<StreamSinkConduit> {
    private static final String GZIP = "gzip";

    private final HttpHandler next;
    private final List<MimeType> types;
    private final ConduitWrapper<StreamSinkConduit> compressed = new GzipEncodingProvider().getResponseWrapper();

    Gzip(HttpHandler next, String... types) {
        this.next = next;
        this.types = Stream.of(types).map(MimeTypeUtils::parseMimeType).toList();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addResponseWrapper(this);
        next.handleRequest(exchange);
    }

    @Override
    public StreamSinkConduit wrap(ConduitFactory<StreamSinkConduit> factory, HttpServerExchange exchange) {
        HeaderMap fields = exchange.getResponseHeaders();
        if (!isOfType(fields.getFirst(Headers.CONTENT_TYPE)) || !Connectors.isEntityBodyAllowed(exchange)) {
            return factory.create();
        }
        fields.add(Headers.VARY, Headers.ACCEPT_ENCODING_STRING);
        if (!isAccepted(exchange.getRequestHeaders().get(Headers.ACCEPT_ENCODING))) {
            return factory.create();
        }
        fields.put(Headers.CONTENT_ENCODING, GZIP);
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            fields.remove(Headers.CONTENT_LENGTH); // that of the plain content
            return factory.create();
        }
        return compressed.wrap(factory, exchange);
    }

    private boolean isOfType(@Nullable String type) {
        return type != null && types.stream().anyMatch(MimeTypeUtils.parseMimeType(type)::isCompatibleWith);
    }

    /** Whether the client takes gzip, and would not rather have the content as it is. */
    private static boolean isAccepted(@Nullable HeaderValues values) {
        List<String> accepted = values == null ? List.of() : ListField.elements(String.join(",", values));
        double any = weight(accepted, "*").orElse(0);
        double gzip = weight(accepted, GZIP).orElse(weight(accepted, "x-gzip").orElse(any));
        return gzip > 0 && gzip >= weight(accepted, "identity").orElse(0);
    }

    /** The weight of a coding (RFC 9110 §12.4.2), which is 0 where it cannot be read; empty for a coding that is not named. */
    private static OptionalDouble weight(List<String> accepted, String coding) {
        return accepted.stream()
                .map(element -> element.split("\\s*;\\s*q=", 2))
                .filter(element -> element[0].equals(coding))
                .mapToDouble(element -> element.length == 1 ? 1 : number(element[1]))
                .findFirst();
    }

    private static double number(String weight) {
        return weight.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(weight) : 0;
    }
}
