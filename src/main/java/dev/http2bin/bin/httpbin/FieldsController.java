package dev.http2bin.bin.httpbin;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.bin.content.FieldParameters;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.problem.Json;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /headers} and {@code /response-headers}: the fields of a request, and fields asked for. */
@RestController
final class FieldsController {

    /**
     * The fields of a request without its pseudo-headers.
     *
     * @param headers by name; values of the same name are joined by a comma
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
                headers.merge(field.name(), field.value(), (one, other) -> one + ", " + other);
            }
        }
        return new Fields(headers);
    }

    @Operation(summary = "An answer with the fields that the query names, each as often as it does.")
    @GetMapping("/response-headers")
    ResponseEntity<byte[]> responseHeaders(HttpServletRequest request) {
        Map<String, List<String>> fields = FieldParameters.of(request.getQueryString());
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        fields.forEach((name, values) -> answer.header(name, values.toArray(String[]::new)));
        if (fields.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            answer.contentType(MediaType.APPLICATION_JSON);
        }
        return answer.body(json.bytes(fields)); // as it is, whatever type the caller gave it
    }
}
