package dev.http2bin.http2.listener;

import dev.http2bin.http2.problem.StatusName;
import io.undertow.server.ConduitWrapper;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The head of a response over HTTP/1.1, where Undertow's is not that of the RFCs: it names statuses as older drafts do, calls the
 * content of a 204 or 304 chunked in response to HEAD (RFC 9112 §6.1), and tells a client that gets one by GET nothing of the
 * connection's end (RFC 9112 §9.6).
 */
final class ResponseHead implements HttpHandler, ConduitWrapper<StreamSinkConduit> {
    private final HttpHandler next;

    ResponseHead(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addResponseWrapper(this);
        next.handleRequest(exchange);
    }

    @Override
    public StreamSinkConduit wrap(ConduitFactory<StreamSinkConduit> factory, HttpServerExchange exchange) {
        int status = exchange.getStatusCode();
        if (status != StatusCodes.OK) {
            exchange.setReasonPhrase(StatusName.of(status));
        }
        return Connectors.isEntityBodyAllowed(status) ? factory.create() : withoutContent(factory, exchange);
    }

    private static StreamSinkConduit withoutContent(
            ConduitFactory<StreamSinkConduit> factory, HttpServerExchange exchange) {
        HeaderMap fields = exchange.getResponseHeaders();
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            fields.put(Headers.CONTENT_LENGTH, 0); // Undertow would look for another way to mark the end
        }
        StreamSinkConduit sink = factory.create();
        fields.remove(Headers.CONTENT_LENGTH);
        fields.remove(Headers.TRANSFER_ENCODING);
        if (!exchange.isUpgrade()) {
            fields.put(Headers.CONNECTION, (exchange.isPersistent() ? Headers.KEEP_ALIVE : Headers.CLOSE).toString());
        }
        return sink;
    }
}
