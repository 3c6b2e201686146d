package dev.http2bin.content;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which answers pages of other origins may read (the Fetch standard's CORS protocol): those of the exchange endpoints, which
 * tell a page no more than it sent.
 *
 * @param paths first segments of further paths, such as {@code /files}, that every page may read
 */
@ConfigurationProperties("http2bin.cors")
public record CrossOriginSettings(@DefaultValue List<String> paths) {

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

    /** What a preflight allows. */
    public static final String METHODS = "GET, HEAD";

    public CrossOriginSettings {
        for (String path : paths) {
            if (!path.matches("/[^/]+")) {
                throw new IllegalArgumentException("http2bin.cors.paths must have paths such as /files, not " + path);
            }
        }
        paths = List.copyOf(paths);
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
