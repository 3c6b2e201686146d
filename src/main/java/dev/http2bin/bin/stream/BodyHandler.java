package dev.http2bin.bin.stream;

import dev.http2bin.bin.content.Digested;
import dev.http2bin.bin.content.ExchangeProperties;
import dev.http2bin.http2.exchange.BodyTaker;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.undertow.BodyReader;
import dev.http2bin.http2.undertow.Exchanges;
import dev.http2bin.http2.undertow.Problems;
import dev.http2bin.http2.undertow.WholeBody;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;

/** {@code POST /stream/body}: counts and digests a body of any length in constant memory. */
final class BodyHandler implements HttpHandler {
    private final ExchangeProperties properties;
    private final Json json;
    private final Problems problems;

    BodyHandler(ExchangeProperties properties, Json json, Problems problems) {
        this.properties = properties;
        this.json = json;
        this.problems = problems;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        properties.admit(exchange.getRequestContentLength());
        BodyReader.read(exchange, new Upload(exchange));
    }

    private final class Upload implements BodyTaker {
        private final HttpServerExchange exchange;
        private final Digested digested;

        Upload(HttpServerExchange exchange) {
            this.exchange = exchange;
            this.digested = Digested.as(exchange.getQueryString());
        }

        @Override
        public void take(ByteBuffer octets) {
            digested.update(octets);
            properties.admit(digested.received());
        }

        @Override
        public void end() throws IOException {
            Accept.JSON.check(exchange);
            Exchange wire = Exchanges.of(exchange);
            byte[] receipt = json.bytes(digested.receipt(wire.requestDataFrames()));
            exchange.setStatusCode(StatusCodes.CREATED);
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
            WholeBody.send(exchange, receipt);
        }

        @Override
        public void fail(Exception failure) {
            problems.answer(exchange, failure);
        }
    }
}
