package dev.http2bin.bin.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/** The conditions of a request, evaluated in the order of RFC 9110 §13.2.2. */
final class Preconditions {

    /** What the conditions lead to. */
    enum Outcome {
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    private Preconditions() {}

    static Outcome evaluate(HttpHeaders request, Representation current) {
        if (request.containsKey(HttpHeaders.IF_MATCH)) {
            if (!matches(request, HttpHeaders.IF_MATCH, current.etag(), true)) {
                return Outcome.FAILED;
            }
        } else if (changedSince(request.getIfUnmodifiedSince(), current.lastModified())) {
            return Outcome.FAILED;
        }
        if (request.containsKey(HttpHeaders.IF_NONE_MATCH)) {
            return matches(request, HttpHeaders.IF_NONE_MATCH, current.etag(), false)
                    ? Outcome.NOT_MODIFIED
                    : Outcome.PROCEED;
        }
        long since = request.getIfModifiedSince();
        boolean unchanged =
                since != -1 && current.lastModified() != null && !changedSince(since, current.lastModified());
        return unchanged ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
    }

    /** Whether {@code Range} counts: true without {@code If-Range} or when its validator is the current one. */
    static boolean rangeApplies(HttpHeaders request, Representation current) {
        String validator = request.getFirst(HttpHeaders.IF_RANGE);
        if (validator == null) {
            return true;
        }
        if (validator.endsWith("\"")) {
            return validator.equals(current.etag().formattedTag());
        }
        Instant modified = current.lastModified();
        return modified != null && date(validator) == modified.toEpochMilli();
    }

    private static long date(String validator) {
        HttpHeaders only = new HttpHeaders();
        only.set(HttpHeaders.IF_MODIFIED_SINCE, validator);
        return only.getIfModifiedSince();
    }

    private static boolean changedSince(long since, @Nullable Instant modified) {
        return since != -1 && modified != null && modified.toEpochMilli() > since;
    }

    private static boolean matches(HttpHeaders request, String name, ETag current, boolean strong) {
        String list = String.join(", ", request.getOrDefault(name, List.of()));
        return ETag.parse(list).stream().anyMatch(tag -> tag.isWildcard() || current.compare(tag, strong));
    }
}
