package dev.http2bin.bin.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.PathParameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Names paths, operations and their groups: springdoc names them by classes and methods, and OpenAPI has no wildcards. */
@Component
final class PathNames implements Part {
    private static final Pattern NO_LETTERS = Pattern.compile("[^A-Za-z0-9]+");
    private static final String WILDCARD = "/**";

    @Override
    public void describe(OpenAPI api) {
        Map<String, PathItem> paths = new LinkedHashMap<>(api.getPaths());
        api.getPaths().clear();
        paths.forEach((path, item) -> api.getPaths().addPathItem(name(path, item), item));
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) ->
                                operation.operationId(id(method, path)).tags(List.of(group(path)))));
    }

    private static String name(String path, PathItem item) {
        if (!path.endsWith(WILDCARD)) {
            return path;
        }
        item.readOperations().forEach(operation -> operation.addParametersItem(new PathParameter().name("path")));
        return path.substring(0, path.length() - WILDCARD.length()) + "/{path}";
    }

    /** A name for a method of a client's: {@code getBytesN}. */
    static String id(PathItem.HttpMethod method, String path) {
        StringBuilder id = new StringBuilder(method.name().toLowerCase(Locale.ROOT));
        NO_LETTERS
                .splitAsStream(path)
                .filter(word -> !word.isEmpty())
                .forEach(
                        word -> id.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length()));
        return id.toString();
    }

    private static String group(String path) {
        return switch (path.split("/", 3)[1]) {
            case "connection", "check" -> "your connection";
            case "faults" -> "faults";
            case "files", "bytes" -> "files and ranges";
            case "early-hints", "push" -> "early hints";
            case "clock", "delay", "drip", "sse" -> "timing";
            case "priority" -> "priorities";
            case "", "lab" -> "the page";
            default -> "requests and answers";
        };
    }
}
