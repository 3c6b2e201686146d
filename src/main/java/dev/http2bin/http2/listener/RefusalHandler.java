package dev.http2bin.http2.listener;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.http2.ledger.Refusal;
import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.problem.StatusName;
import dev.http2bin.http2.syntax.Method;
import dev.http2bin.http2.syntax.Target;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Answers requests that no endpoint is to see, as problem+json (RFC 9457). */
final class RefusalHandler {
    private record Answer(int status, ByteBuffer body) {}

    private final Map<Refusal, Answer> answers = new EnumMap<>(Refusal.class);

    RefusalHandler(ObjectMapper mapper) {
        Json json = new Json(mapper);
        for (Refusal refusal : Refusal.values()) {
            ProblemDetail problem = switch (refusal) {
                case BAD_TARGET -> ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, Target.ADVICE);
                case LONG_METHOD -> ProblemDetail.forStatusAndDetail(HttpStatus.NOT_IMPLEMENTED, Method.ADVICE);
                case TOO_MANY_PARAMETERS ->
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.BAD_REQUEST,
                            "The query has too many parameters. Send fewer; server.undertow.max-parameters sets this limit.");
                case TUNNEL ->
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.NOT_IMPLEMENTED,
                            "CONNECT asks a proxy for a tunnel, and http2bin is none. Use another method.");
                case HEADER_LIST_TOO_LARGE ->
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "The header list is over the limit that SETTINGS_MAX_HEADER_LIST_SIZE told, or has"
                                    + " too many fields. Send fewer or shorter ones.");
            };
            answers.put(
                    refusal, new Answer(problem.getStatus(), ByteBuffer.wrap(json.bytes(StatusName.title(problem)))));
        }
    }

    void answer(HttpServerExchange exchange, Refusal refusal) {
        Answer answer =
                answers.getOrDefault(refusal, new Answer(HttpStatus.BAD_REQUEST.value(), ByteBuffer.allocate(0)));
        exchange.setStatusCode(answer.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        exchange.getResponseSender().send(answer.body().duplicate());
    }
}
