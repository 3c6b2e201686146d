package dev.http2bin.bin.problem;

import dev.http2bin.http2.problem.Problem;
import dev.http2bin.http2.problem.StatusName;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** A problem as a response: always {@code application/problem+json}, whatever the caller accepts. */
final class ProblemAnswer {

    private ProblemAnswer() {}

    static ResponseEntity<Object> of(ProblemDetail problem, HttpHeaders headers, HttpStatusCode status, String path) {
        StatusName.title(problem).setInstance(Problem.instance(path));
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
