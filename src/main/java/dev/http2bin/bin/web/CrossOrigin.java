package dev.http2bin.bin.web;

import dev.http2bin.bin.content.CrossOriginProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.UrlPathHelper;

/** Lets pages of other origins read what the settings allow, and answers their preflights. */
final class CrossOrigin implements HandlerInterceptor, HttpRequestHandler {
    private static final UrlPathHelper PATHS = new UrlPathHelper();

    private final CrossOriginProperties properties;

    CrossOrigin(CrossOriginProperties properties) {
        this.properties = properties;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        allow(request, response);
        return true;
    }

    /** Sets the fields by which a page may read the response, or a cache learns that it depends on the origin. */
    void allow(HttpServletRequest request, HttpServletResponse response) {
        Map<String, String> fields = request.getHeader(HttpHeaders.ORIGIN) == null
                ? CrossOriginProperties.withoutOrigin(pattern(request))
                : CrossOriginProperties.READABLE;
        if (!fields.isEmpty() && isRead(request.getMethod()) && allows(request)) {
            fields.forEach(response::setHeader); // not added: an asynchronous request comes here twice
        }
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

    private static String pattern(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private boolean allows(HttpServletRequest request) {
        return properties.allows(PATHS.getPathWithinApplication(request));
    }
}
