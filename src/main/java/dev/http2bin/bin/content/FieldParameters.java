package dev.http2bin.bin.content;

import dev.http2bin.http2.problem.Problem;
import dev.http2bin.http2.syntax.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedCaseInsensitiveMap;

/** Header or trailer fields that a caller asks for, each as a parameter of the query; a name may come more than once. */
public final class FieldParameters {
    /** RFC 9110 §5.5, in US-ASCII and without blanks at the ends. */
    private static final Pattern VALUE = Pattern.compile("([!-~]([\\t -~]*[!-~])?)?");

    /** Which frame the message or belong to the connection: a false one breaks it (RFC 9110 §6.5.1, RFC 9113 §8.2.2). */
    private static final Set<String> FRAMING = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-range",
            "date",
            "host",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What is of no use, or a danger, once the content is there (RFC 9110 §6.5.1). */
    private static final Set<String> NO_TRAILERS = Set.of(
            "age",
            "authorization",
            "cache-control",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "cookie",
            "date",
            "expect",
            "expires",
            "host",
            "location",
            "max-forwards",
            "pragma",
            "proxy-authenticate",
            "proxy-authorization",
            "range",
            "retry-after",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "vary",
            "www-authenticate");

    private FieldParameters() {}

    /**
     * Trailers, in their order: the values of one that comes more than once are joined, however its name is written.
     *
     * @throws Problem 400 for what is no field, or no trailer
     */
    public static Map<String, String> trailers(@Nullable String query) {
        Map<String, String> trailers = new LinkedCaseInsensitiveMap<>();
        Query.parse(query).keySet().forEach(FieldParameters::requireTrailer);
        of(query).forEach((name, values) -> trailers.put(name, String.join(", ", values)));
        return trailers;
    }

    private static void requireTrailer(String name) {
        if (NO_TRAILERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "%s cannot be a trailer: a recipient needs it before the content (RFC 9110 §6.5.1)."
                            .formatted(name));
        }
    }

    /**
     * The fields, in their order. Names that differ in case alone are one (RFC 9110 §5.1), written as the first is.
     *
     * @throws Problem 400 for what is no field, or one that the server alone may set
     */
    public static Map<String, List<String>> of(@Nullable String query) {
        Map<String, List<String>> fields = new LinkedCaseInsensitiveMap<>();
        Query.parse(query).forEach((name, values) -> {
            if (name.isEmpty()
                    || !Characters.TOKEN.hasAll(name)
                    || FRAMING.contains(name.toLowerCase(Locale.ROOT))
                    || values.stream().anyMatch(value -> !VALUE.matcher(value).matches())) {
                throw Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "'%s' cannot be sent as a field: its name must be a token and none of %s, its value visible US-ASCII."
                                .formatted(
                                        Parameter.shown(name),
                                        String.join(
                                                ", ", FRAMING.stream().sorted().toList())));
            }
            fields.computeIfAbsent(name, first -> new ArrayList<>()).addAll(values);
        });
        return fields;
    }
}
