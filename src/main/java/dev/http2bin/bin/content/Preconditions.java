package dev.http2bin.bin.content;

import dev.http2bin.http2.syntax.HttpDate;
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
        } else if (isChanged(current, date(request, HttpHeaders.IF_UNMODIFIED_SINCE), false)) {
            return Outcome.FAILED;
        }
        if (request.containsKey(HttpHeaders.IF_NONE_MATCH)) {
            return matches(request, HttpHeaders.IF_NONE_MATCH, current.etag(), false)
                    ? Outcome.NOT_MODIFIED
                    : Outcome.PROCEED;
        }
        return isChanged(current, date(request, HttpHeaders.IF_MODIFIED_SINCE), true)
                ? Outcome.PROCEED
                : Outcome.NOT_MODIFIED;
    }

    /** Whether {@code Range} counts: true without {@code If-Range} or when its validator is the current one. */
    static boolean rangeApplies(HttpHeaders request, Representation current) {
        if (!request.containsKey(HttpHeaders.IF_RANGE)) {
            return true;
        }
        String validator = only(request, HttpHeaders.IF_RANGE);
        if (validator == null) {
            return false;
        }
        if (validator.endsWith("\"")) {
            return validator.equals(current.etag().formattedTag());
        }
        Instant date = HttpDate.parse(validator);
        return date != null && date.equals(current.lastModified());
    }

    /** The value of a field that is no list; null where it is not given exactly once. */
    static @Nullable String only(HttpHeaders request, String name) {
        List<String> values = request.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : null;
    }

    /** What is no date is as no field (RFC 9110 §13.1.3, §13.1.4). */
    private static @Nullable Instant date(HttpHeaders request, String name) {
        String value = only(request, name);
        return value == null ? null : HttpDate.parse(value);
    }

    /**
     * Whether it changed after a date.
     *
     * @param otherwise returned if there is no date, or if the time of the last change is unknown
     */
    private static boolean isChanged(Representation current, @Nullable Instant date, boolean otherwise) {
        Instant modified = current.lastModified();
        if (date == null || modified == null) {
            return otherwise;
        }
        return modified.isAfter(date);
    }

    private static boolean matches(HttpHeaders request, String name, ETag current, boolean strong) {
        String list = String.join(", ", request.getOrDefault(name, List.of()));
        return ETag.parse(list).stream().anyMatch(tag -> tag.isWildcard() || current.compare(tag, strong));
    }
}
