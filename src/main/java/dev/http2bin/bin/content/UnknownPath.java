package dev.http2bin.bin.content;

import dev.http2bin.http2.problem.Problem;
import org.springframework.http.HttpStatus;

/** A path that is no endpoint's. */
public final class UnknownPath {
    /** The detail of its 404. */
    public static final String DETAIL = detail("/docs");

    private UnknownPath() {}

    /**
     * The detail of its 404.
     *
     * @param list the path of what is here
     */
    public static String detail(String list) {
        return "Nothing is at this path. " + list + " lists what there is.";
    }

    /** Its 404. */
    public static Problem problem() {
        return Problem.of(HttpStatus.NOT_FOUND, DETAIL);
    }
}
