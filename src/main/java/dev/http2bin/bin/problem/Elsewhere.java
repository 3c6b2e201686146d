package dev.http2bin.bin.problem;

import dev.http2bin.bin.content.UnknownPath;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What to ask in place of a path that is not here: what does the work of httpbin's, and the paths that are near it. */
@Component
final class Elsewhere {
    private static final int MOST = 3;

    /** First segments of httpbin's paths, and what is here for them. */
    private static final Map<String, String> HTTPBIN = Map.ofEntries(
            Map.entry("absolute-redirect", "/redirect/{n}"),
            Map.entry("brotli", "/br"),
            Map.entry("cache", "/files/{name}"),
            Map.entry("delete", "/anything"),
            Map.entry("digest-auth", "/basic-auth/{user}/{password}"),
            Map.entry("encoding", "/echo"),
            Map.entry("etag", "/files/{name}"),
            Map.entry("get", "/anything"),
            Map.entry("hidden-basic-auth", "/basic-auth/{user}/{password}"),
            Map.entry("html", "/early-hints"),
            Map.entry("image", "/lab/tiles/{n}"),
            Map.entry("ip", "/connection"),
            Map.entry("json", "/version"),
            Map.entry("patch", "/anything"),
            Map.entry("post", "/anything"),
            Map.entry("put", "/anything"),
            Map.entry("range", "/bytes/{n}"),
            Map.entry("redirect-to", "/redirect/{n}"),
            Map.entry("relative-redirect", "/redirect/{n}"),
            Map.entry("stream-bytes", "/bytes/{n}"),
            Map.entry("unstable", "/status/{code}"),
            Map.entry("user-agent", "/headers"));

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    Elsewhere(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /**
     * The detail of a 404.
     *
     * @param path without the context path
     */
    String detail(String path) {
        String wanted = first(path);
        String here = HTTPBIN.get(wanted);
        if (here != null) {
            return "httpbin's /" + wanted + " is not here: use " + here + ". /docs lists what there is.";
        }
        List<String> near = near(wanted);
        return near.isEmpty()
                ? UnknownPath.DETAIL
                : "Nothing is at this path. Near it: " + String.join(", ", near) + ". /docs lists what there is.";
    }

    /** The paths whose first segment takes fewest changes to become this one, if those are few. */
    private List<String> near(String wanted) {
        int limit = Math.max(1, wanted.length() / 3);
        Map<Integer, List<String>> byDistance = paths().collect(Collectors.groupingBy(
                path -> distance(wanted, first(path)), TreeMap::new, Collectors.toList()));
        return byDistance.entrySet().stream()
                .filter(entry -> entry.getKey() <= limit)
                .flatMap(entry -> entry.getValue().stream())
                .limit(MOST)
                .toList();
    }

    private Stream<String> paths() {
        return mappings.orderedStream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> path.length() > 1 && !path.startsWith("/error") && !path.endsWith("/**"))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    private static String first(@Nullable String path) {
        String[] segments = path == null ? new String[0] : path.split("/", 3);
        return segments.length < 2 ? "" : segments[1].toLowerCase(Locale.ROOT);
    }

    /** How many characters have to be put in, left out or changed (Levenshtein). */
    private static int distance(String one, String other) {
        if (one.length() > 2 * other.length()) {
            return one.length() - other.length(); // at least, which is too much already
        }
        int[] before = new int[other.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[before.length];
            now[0] = i;
            for (int j = 1; j < now.length; j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
