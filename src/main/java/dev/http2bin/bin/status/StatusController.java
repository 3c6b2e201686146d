package dev.http2bin.bin.status;

import dev.http2bin.bin.content.Parameter;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.problem.StatusName;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Any method of {@code /status/{code}}: an answer with that status and the fields that belong to it. */
@RestController
final class StatusController {
    /** The first half of a representation: what a 206 has as its content. */
    private static final byte[] PART = "the first half\n".getBytes(StandardCharsets.UTF_8);

    /**
     * The status as a body.
     *
     * @param status the code asked for
     * @param reason its name, or empty where the code has none
     */
    record Status(int status, String reason) {}

    @RequestMapping("/status/{code}")
    ResponseEntity<?> status(@PathVariable String code, HttpServletRequest request, Exchange exchange) {
        Parameter parameter = new Parameter("code", code);
        if (code.matches("1[0-9]{2}")) {
            throw parameter.wrong("a final status from 200 to 599 (/early-hints sends a 1xx)");
        }
        int status = (int) parameter.whole(200, 599);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        fields(status, request.getContextPath()).forEach(answer::header);
        if (status == 426 && exchange.streamId().isEmpty()) {
            // Both belong to the connection, and HTTP/2 has neither (RFC 9113 §8.2.2).
            answer.header(HttpHeaders.UPGRADE, "HTTP/2.0").header(HttpHeaders.CONNECTION, "upgrade");
        }
        return switch (status) {
            case 204, 205, 304 -> answer.build();
            case 206 -> answer.contentType(MediaType.TEXT_PLAIN).body(PART);
            default ->
                status < 400
                        ? answer.contentType(MediaType.APPLICATION_JSON).body(new Status(status, StatusName.of(status)))
                        : answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem(status));
        };
    }

    private static ProblemDetail problem(int status) {
        return StatusName.title(ProblemDetail.forStatusAndDetail(
                HttpStatusCode.valueOf(status), "This is the answer you asked for; ask /status/200 for another."));
    }

    /** Header fields that RFC 9110 wants with a status. */
    private static Map<String, String> fields(int status, String context) {
        return switch (status) {
            case 206 -> Map.of(HttpHeaders.CONTENT_RANGE, "bytes 0-%d/%d".formatted(PART.length - 1, 2 * PART.length));
            case 300, 301, 302, 303, 307, 308 -> Map.of(HttpHeaders.LOCATION, context + "/hello");
            case 401 -> Map.of(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"http2bin\"");
            case 405 -> Map.of(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
            case 407 -> Map.of(HttpHeaders.PROXY_AUTHENTICATE, "Basic realm=\"http2bin\"");
            case 416 -> Map.of(HttpHeaders.CONTENT_RANGE, "bytes */0");
            case 429, 503 -> Map.of(HttpHeaders.RETRY_AFTER, "1");
            default -> Map.of();
        };
    }

    @GetMapping("/push")
    ResponseEntity<ProblemDetail> push() {
        return ResponseEntity.status(HttpStatus.GONE)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.GONE, "Browsers have dropped server push. Use /early-hints, which does its work."));
    }
}
