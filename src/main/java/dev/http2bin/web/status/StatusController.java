package dev.http2bin.web.status;

import dev.http2bin.content.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /status/{code}}: an answer with that status and the fields that belong to it. */
@RestController
final class StatusController {

    /**
     * The status as a body.
     *
     * @param status the code asked for
     * @param reason its name, or empty where the code has none
     */
    record Status(int status, String reason) {}

    @GetMapping("/status/{code}")
    ResponseEntity<Object> status(@PathVariable String code, HttpServletRequest request) {
        Parameter parameter = new Parameter("code", code);
        int status = (int) parameter.whole(0, 999);
        if (status < 200 || status > 599) {
            throw parameter.wrong(
                    status / 100 == 1
                            ? "a final status from 200 to 599 (/early-hints sends a 1xx)"
                            : "a status from 200 to 599");
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        fields(status, request.getContextPath()).forEach(answer::header);
        if (status == 204 || status == 205 || status == 304) {
            return answer.build();
        }
        HttpStatus known = HttpStatus.resolve(status);
        if (status >= 400) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatusCode.valueOf(status), "This is the answer you asked for; ask /status/200 for another.");
            return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
        }
        return answer.contentType(MediaType.APPLICATION_JSON)
                .body(new Status(status, known == null ? "" : known.getReasonPhrase()));
    }

    /** Header fields that RFC 9110 wants with a status. */
    private static Map<String, String> fields(int status, String context) {
        return switch (status) {
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
