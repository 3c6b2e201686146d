package dev.http2bin.http2.problem;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.util.UriUtils;

/** An answer that refuses, as RFC 9457 has it: thrown anywhere in an endpoint, sent as {@code problem+json}. */
public final class Problem extends ErrorResponseException {

    /** The detail of a 500. */
    public static final String OUR_FAULT =
            "The fault is this server's and its log has the cause. The same request may work later.";

    private Problem(HttpStatus status, String detail) {
        super(status, StatusName.title(ProblemDetail.forStatusAndDetail(status, detail)), null);
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

    /** The detail of a 405. */
    public static String notAllowed(String method, String allow) {
        return "%s is not for this path. Use one of %s.".formatted(method, allow);
    }

    /**
     * The detail of a 406.
     *
     * @param types those that there are; empty where the field cannot be read
     */
    public static String notAcceptable(Collection<MediaType> types) {
        return types.isEmpty()
                ? "The accept field is no list of media types (RFC 9110 §12.5.1). Send one such as application/json, or */*."
                : "The response comes only as %s. Name that or */* in accept."
                        .formatted(types.stream().map(MediaType::toString).collect(Collectors.joining(" or ")));
    }

    /** The path of a request as a URI reference; what no URI may hold is percent-encoded. */
    public static URI instance(String path) {
        try {
            return URI.create(path);
        } catch (IllegalArgumentException e) {
            return URI.create(UriUtils.encode(path, StandardCharsets.UTF_8));
        }
    }

    /** Without a stack: it says what the caller did, not where this server stood. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing to synchronize
    public Throwable fillInStackTrace() {
        return this;
    }
}
