package dev.http2bin.bin.stream;

import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.undertow.Exchanges;
import dev.http2bin.http2.undertow.WholeBody;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** {@code /stream/hello} and {@code /stream/stream-id}: a line of plain text about the request. */
final class TextHandler implements HttpHandler {
    private static final Accept ACCEPT = Accept.of("text/plain;charset=utf-8");

    private final Function<Exchange, String> text;

    TextHandler(Function<Exchange, String> text) {
        this.text = text;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        ACCEPT.check(exchange);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        String line = text.apply(Exchanges.of(exchange));
        WholeBody.send(exchange, line.getBytes(StandardCharsets.UTF_8));
    }
}
