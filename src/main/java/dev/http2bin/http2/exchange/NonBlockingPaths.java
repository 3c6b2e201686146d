package dev.http2bin.http2.exchange;

/** The paths of endpoints that are {@link NonBlocking}. */
@FunctionalInterface
public interface NonBlockingPaths {
    /**
     * Whether GET of this path waits for nothing.
     *
     * @param path decoded, without query and context path
     */
    boolean contains(String path);
}
