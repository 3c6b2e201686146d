package dev.http2bin.bin.content;

import dev.http2bin.http2.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The names of the parameters that an endpoint knows in a query. Another one is refused: an endpoint that ignored it would
 * let its caller believe that it had an effect.
 *
 * @param names empty if the endpoint takes whatever comes
 */
public record ParameterNames(List<String> names) {

    /** For an endpoint without parameters, which ignores them, and for one that takes all. */
    public static final ParameterNames ANY = new ParameterNames(List.of());

    public static ParameterNames of(String... names) {
        return new ParameterNames(List.of(names));
    }

    /**
     * Lets a query pass that has no parameter of another name.
     *
     * @throws Problem 400
     */
    public void check(@Nullable String query) {
        if (names.isEmpty() || query == null || query.isEmpty()) {
            return;
        }
        for (String name : Query.parse(query).keySet()) {
            if (!names.contains(name)) {
                throw Problem.of(
                        HttpStatus.BAD_REQUEST, "'" + Parameter.shown(name) + "' is no parameter of this path.");
            }
        }
    }

    /** Adds to the refusal of a parameter which ones there are. */
    public void explain(Problem problem) {
        String detail = problem.getBody().getDetail();
        if (problem.getStatusCode().value() == 400 && detail != null && !names.isEmpty()) {
            problem.getBody().setDetail(detail + " " + this);
        }
    }

    /** A sentence that names them. */
    @Override
    public String toString() {
        return names.stream()
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(
                        ", ", names.size() == 1 ? "Its only parameter is " : "Its parameters are ", "."));
    }
}
