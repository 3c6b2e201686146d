package dev.http2bin.bin.stream;

import dev.http2bin.bin.content.BytesProperties;
import dev.http2bin.bin.content.Delivery;
import dev.http2bin.bin.content.Folder;
import dev.http2bin.bin.content.Parameter;
import dev.http2bin.bin.content.Representation;
import dev.http2bin.bin.content.ReproducibleBytes;
import dev.http2bin.bin.content.UnknownPath;
import dev.http2bin.http2.problem.Problem;
import dev.http2bin.http2.undertow.BodyWriter;
import dev.http2bin.http2.undertow.Problems;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** {@code /stream/files/{name}} and {@code /stream/bytes/{n}}: what the last segment of the path names. */
final class DeliveryHandler implements HttpHandler {
    private final Function<String, Representation> named;
    private final Problems problems;

    private DeliveryHandler(Function<String, Representation> named, Problems problems) {
        this.named = named;
        this.problems = problems;
    }

    static DeliveryHandler files(Folder folder, Problems problems) {
        return new DeliveryHandler(
                name -> folder.file(name)
                        .orElseThrow(
                                () -> Problem.of(HttpStatus.NOT_FOUND, "No such file. /files lists what there is.")),
                problems);
    }

    static DeliveryHandler bytes(BytesProperties properties, Problems problems) {
        return new DeliveryHandler(
                n -> new ReproducibleBytes(
                        new Parameter("n", n).whole(0, properties.maxSize().toBytes())),
                problems);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String path = exchange.getRelativePath();
        if (path.length() < 2 || path.indexOf('/', 1) > 0) {
            throw UnknownPath.problem();
        }
        String method = exchange.getRequestMethod().toString();
        Delivery delivery =
                Delivery.of(named.apply(path.substring(1)), method, conditions(exchange.getRequestHeaders()));
        HeaderMap fields = exchange.getResponseHeaders();
        exchange.setStatusCode(delivery.status().value());
        delivery.fields().forEach((name, values) -> fields.putAll(new HttpString(name), values));
        if (delivery.hasContent()) {
            fields.put(Headers.CONTENT_TYPE, delivery.contentType());
            exchange.setResponseContentLength(delivery.length());
        }
        new BodyWriter(exchange, delivery.open(), problems).begin();
    }

    private static HttpHeaders conditions(HeaderMap request) {
        HttpHeaders conditions = new HttpHeaders();
        for (String name : Delivery.CONDITIONS) {
            HeaderValues values = request.get(name);
            if (values != null) {
                conditions.put(name, values);
            }
        }
        return conditions;
    }
}
