package dev.http2bin.web.problem;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An answer that refuses, as RFC 9457 has it: thrown anywhere in a controller, sent as {@code problem+json}. */
public final class Problem extends ErrorResponseException {

    private Problem(HttpStatus status, String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /**
     * A refusal.
     *
     * @param detail what the caller can do about it
     */
    public static Problem of(HttpStatus status, String detail) {
        return new Problem(status, detail);
    }

    /** The same refusal with one more header field. */
    public Problem with(String name, String value) {
        getHeaders().add(name, value);
        return this;
    }
}
