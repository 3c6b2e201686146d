package dev.http2bin.bin.stream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.http2bin.bin.content.Version;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.undertow.Exchanges;
import dev.http2bin.http2.undertow.WholeBody;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Arrays;

/** {@code /stream/version}: the shortest way through the server, so all but the target is encoded beforehand. */
final class VersionHandler implements HttpHandler {
    private static final int AFTER_URL = "\"}\n".length();

    private final Json json;
    private final byte[] http2;

    VersionHandler(Json json) {
        this.json = json;
        this.http2 = json.bytes(new Version("2.0", ""));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Accept.JSON.check(exchange);
        Exchange wire = Exchanges.of(exchange);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        WholeBody.send(exchange, wire.streamId().isPresent() ? http2(wire.target()) : json.bytes(Version.of(wire)));
    }

    private byte[] http2(String target) {
        byte[] url = JsonStringEncoder.getInstance().quoteAsUTF8(target);
        byte[] body = Arrays.copyOf(http2, http2.length + url.length);
        int start = http2.length - AFTER_URL;
        System.arraycopy(url, 0, body, start, url.length);
        System.arraycopy(http2, start, body, start + url.length, AFTER_URL);
        return body;
    }
}
