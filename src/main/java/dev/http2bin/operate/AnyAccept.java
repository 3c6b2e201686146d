package dev.http2bin.operate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A request whose {@code Accept} is empty, which is as none; the actuator fails at it. */
final class AnyAccept extends HttpServletRequestWrapper {

    private AnyAccept(HttpServletRequest request) {
        super(request);
    }

    static HttpServletRequest of(HttpServletRequest request) {
        Enumeration<String> accept = request.getHeaders(HttpHeaders.ACCEPT);
        return accept.hasMoreElements()
                        && Collections.list(accept).stream()
                                .allMatch(value -> value.replace(",", "").isBlank())
                ? new AnyAccept(request)
                : request;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return HttpHeaders.ACCEPT.equalsIgnoreCase(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return HttpHeaders.ACCEPT.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !HttpHeaders.ACCEPT.equalsIgnoreCase(name))
                .toList());
    }
}
