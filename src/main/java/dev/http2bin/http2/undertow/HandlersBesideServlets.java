package dev.http2bin.http2.undertow;

import io.undertow.Handlers;
import io.undertow.server.HttpHandler;

/**
 * What an application serves with handlers of Undertow's beside its servlets. They run on the connection's I/O thread, which
 * they must not block. They find their {@link Exchanges exchange}, and are asked after the limits and before the workers.
 */
@FunctionalInterface
public interface HandlersBesideServlets {

    /**
     * Puts the handlers beside the servlets.
     *
     * @param servlets serves every other path under the context path
     * @param contextPath empty for none
     * @return serves all paths, those outside of the context path too
     */
    HttpHandler beside(HttpHandler servlets, String contextPath);

    /** No handlers: the servlets alone, under their context path. */
    static HttpHandler none(HttpHandler servlets, String contextPath) {
        return contextPath.isEmpty() ? servlets : Handlers.path().addPrefixPath(contextPath, servlets);
    }
}
