package dev.http2bin.bin.content;

import dev.http2bin.http2.problem.Problem;
import dev.http2bin.http2.syntax.Characters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

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

    private FieldParameters() {}

    /**
     * The fields, in their order.
     *
     * @throws Problem 400 for what is no field, or one that the server alone may set
     */
    public static Map<String, List<String>> of(@Nullable String query) {
        Map<String, List<String>> fields = Query.parse(query);
        fields.forEach((name, values) -> {
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
        });
        return fields;
    }
}
