package dev.http2bin.bin.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;

/**
 * Which answers pages of other origins may read (the Fetch standard's CORS protocol): those of the exchange endpoints, which
 * tell a page no more than it sent.
 *
 * @param paths first segments of further paths, such as {@code /files}, that every page may read
 */
@ConfigurationProperties("http2bin.cors")
public record CrossOriginProperties(@DefaultValue List<String> paths) {

    private static final Set<String> OPEN = Set.of(
            "/anything",
            "/basic-auth",
            "/bearer",
            "/body",
            "/br",
            "/bytes",
            "/clock",
            "/deflate",
            "/delay",
            "/drip",
            "/duplex",
            "/early-hints",
            "/echo",
            "/gzip",
            "/headers",
            "/hello",
            "/push",
            "/redirect",
            "/response-headers",
            "/sse",
            "/status",
            "/stream-id",
            "/trailers",
            "/version",
            "/zstd");

    /** The fields of a response to a page of another origin, if every page may read it. */
    public static final Map<String, String> READABLE = Map.of(
            HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*",
            HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "*",
            HttpHeaders.VARY, HttpHeaders.ORIGIN);

    private static final Map<String, String> VARYING = Map.of(HttpHeaders.VARY, HttpHeaders.ORIGIN);

    /** Its response is the shortest, of whose cost a field that only caches need would be a good part. */
    private static final String BARE = "/version";

    private static final String METHODS = "GET, HEAD";

    public CrossOriginProperties {
        for (String path : paths) {
            if (!path.matches("/[^/]+")) {
                throw new IllegalArgumentException("http2bin.cors.paths must have paths such as /files, not " + path);
            }
        }
        paths = List.copyOf(paths);
    }

    /**
     * The fields of such a response to a client that names no origin: they tell caches that it depends on that.
     *
     * @param path of the endpoint
     */
    public static Map<String, String> withoutOrigin(String path) {
        return path.equals(BARE) ? Map.of() : VARYING;
    }

    /**
     * The fields of the answer to a preflight for what every page may read.
     *
     * @param names of the fields that the request is to have; null if it says none
     */
    public static Map<String, String> preflight(@Nullable String names) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        fields.put(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        fields.putAll(VARYING);
        if (names != null) {
            fields.put(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, names);
        }
        return fields;
    }

    /**
     * Whether pages of other origins may read it.
     *
     * @param path without the context path; that of a stream handler as that of its controller
     */
    public boolean allows(String path) {
        int end = path.indexOf('/', 1);
        String first = end < 0 ? path : path.substring(0, end);
        return OPEN.contains(first) || paths.contains(first);
    }
}
