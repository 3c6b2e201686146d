package dev.http2bin.bin.httpbin;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.bin.content.FieldParameters;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.problem.Json;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** {@code /headers} and {@code /response-headers}: the fields of a request, and fields asked for. */
@RestController
final class FieldsController {

    /**
     * The fields of a request without its pseudo-headers.
     *
     * @param headers by name; values of the same name are joined by a comma, the crumbs of a cookie by a semicolon
     */
    record Fields(Map<String, String> headers) {}

    private final Json json;

    FieldsController(ObjectMapper mapper) {
        this.json = new Json(mapper);
    }

    @Operation(summary = "The header fields of the request.")
    @GetMapping("/headers")
    Fields headers(Exchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HeaderField field : exchange.requestFields()) {
            if (!field.name().startsWith(":")) {
                String separator = field.name().equals("cookie") ? "; " : ", "; // RFC 9113 §8.2.3
                headers.merge(field.name(), field.value(), (one, other) -> one + separator + other);
            }
        }
        return new Fields(headers);
    }

    @Operation(
            summary =
                    "An answer with the fields that the query names, each as often as it does; of content-type the last.")
    @GetMapping("/response-headers")
    void responseHeaders(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, List<String>> fields = FieldParameters.of(request.getQueryString());
        HttpHeaders validators = new HttpHeaders();
        fields.forEach(validators::put);
        boolean answered = new ServletWebRequest(request, response)
                .checkNotModified(validators.getETag(), validators.getLastModified());
        response.setHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        fields.forEach((name, values) -> set(name, values, response));
        if (!answered) {
            response.getOutputStream().write(json.bytes(fields)); // as it is, whatever type the caller gave it
        }
    }

    /** A field has the caller's values alone; Vary, which caches need, has those of the server, too. */
    private static void set(String name, List<String> values, HttpServletResponse response) {
        boolean adds = name.equalsIgnoreCase(HttpHeaders.VARY);
        for (String value : values) {
            if (adds) {
                response.addHeader(name, value);
            } else {
                response.setHeader(name, value);
            }
            adds = true;
        }
    }
}
