package dev.http2bin.web.problem;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;

/** A problem as a response: always {@code application/problem+json}, whatever the caller accepts. */
final class ProblemAnswer {

    private ProblemAnswer() {}

    static ResponseEntity<Object> of(ProblemDetail problem, HttpHeaders headers, HttpStatusCode status, String path) {
        problem.setInstance(instance(path));
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** The path as a URI reference; what no URI may hold is percent-encoded. */
    private static URI instance(String path) {
        try {
            return URI.create(path);
        } catch (IllegalArgumentException e) {
            return URI.create(UriUtils.encode(path, StandardCharsets.UTF_8));
        }
    }
}
