package dev.http2bin.bin.stream;

import dev.http2bin.bin.content.AcceptField;
import dev.http2bin.http2.problem.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The types an answer comes as, against the caller's {@code accept} (RFC 9110 §12.5.1). */
record Accept(List<MediaType> types) {

    static final Accept JSON = of("application/json");

    static Accept of(String... types) {
        return new Accept(Stream.of(types).map(MediaType::parseMediaType).toList());
    }

    /** @throws Problem 406 */
    void check(HttpServerExchange exchange) {
        HeaderValues accept = exchange.getRequestHeaders().get(Headers.ACCEPT);
        if (accept != null && !(accept.size() == 1 && accept.getFirst().equals("*/*"))) {
            try {
                if (!matches(accept)) {
                    throw notAcceptable(types);
                }
            } catch (InvalidMediaTypeException e) {
                throw notAcceptable(List.of());
            }
        }
    }

    private boolean matches(List<String> accept) {
        return AcceptField.wanted(accept).stream()
                .anyMatch(wanted -> types.stream().anyMatch(wanted::isCompatibleWith));
    }

    private Problem notAcceptable(List<MediaType> named) {
        return Problem.of(HttpStatus.NOT_ACCEPTABLE, Problem.notAcceptable(named))
                .with(HttpHeaders.ACCEPT, MediaType.toString(types));
    }
}
