package dev.http2bin.bin.web;

import dev.http2bin.bin.content.CrossOriginProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.UrlPathHelper;

/** Lets pages of other origins read what the settings allow, and answers their preflights. */
final class CrossOrigin implements HandlerInterceptor, HttpRequestHandler {
    private static final UrlPathHelper PATHS = new UrlPathHelper();

    /** Its response is the shortest, of whose cost a field that only caches need would be a good part. */
    private static final String BARE = "/version";

    private final CrossOriginProperties properties;

    CrossOrigin(CrossOriginProperties properties) {
        this.properties = properties;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean crosses = request.getHeader(HttpHeaders.ORIGIN) != null;
        if ((crosses || !isBare(request)) && isRead(request.getMethod()) && allows(request)) {
            response.setHeader(
                    HttpHeaders.VARY, HttpHeaders.ORIGIN); // not added: an asynchronous request comes here twice
            if (crosses) {
                CrossOriginProperties.READABLE.forEach(response::setHeader);
            }
        }
        return true;
    }

    /** A preflight: it asks what would be allowed, and has no effect (RFC 9110 §9.3.7). */
    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (allows(request)) {
            CrossOriginProperties.preflight(request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS))
                    .forEach(response::setHeader);
        }
    }

    private static boolean isBare(HttpServletRequest request) {
        return BARE.equals(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private boolean allows(HttpServletRequest request) {
        return properties.allows(PATHS.getPathWithinApplication(request));
    }
}
