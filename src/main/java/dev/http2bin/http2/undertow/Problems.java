package dev.http2bin.http2.undertow;

import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.problem.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Answers requests that fail, as {@code problem+json} (RFC 9457). */
public final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final Json json;

    /** Problems in JSON of this form. */
    public Problems(Json json) {
        this.json = json;
    }

    /**
     * Answers a failure: a {@link Problem} as it says, anything else as 500. If the client has left or a part of the response is
     * out, it breaks the stream off.
     */
    public void answer(HttpServerExchange exchange, Exception failure) {
        if (failure instanceof Problem problem && !exchange.isResponseStarted()) {
            send(exchange, problem);
        } else if (failure instanceof Problem || failure instanceof IOException) {
            log.debug("{} broken off", exchange.getRequestURI(), failure);
            breakOff(exchange);
        } else {
            log.error("{} failed", exchange.getRequestURI(), failure);
            if (exchange.isResponseStarted()) {
                breakOff(exchange);
            } else {
                exchange.getResponseHeaders().clear();
                send(exchange, Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, Problem.OUR_FAULT));
            }
        }
    }

    private void send(HttpServerExchange exchange, Problem problem) {
        ProblemDetail detail = problem.getBody();
        detail.setInstance(Problem.instance(exchange.getRequestURI()));
        byte[] body = json.bytes(detail);
        exchange.setStatusCode(problem.getStatusCode().value());
        problem.getHeaders()
                .forEach((name, values) -> exchange.getResponseHeaders().putAll(new HttpString(name), values));
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
        WholeBody.send(exchange, body);
    }

    private static void breakOff(HttpServerExchange exchange) {
        Exchanges.of(exchange).abort();
        exchange.endExchange();
    }
}
