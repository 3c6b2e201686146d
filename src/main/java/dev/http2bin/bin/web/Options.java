package dev.http2bin.bin.web;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;

/** The answer to OPTIONS of a path: the methods that it is for. */
final class Options {
    private final HttpHeaders fields = new HttpHeaders();

    Options(Collection<RequestMethod> methods) {
        Set<HttpMethod> allowed = new LinkedHashSet<>();
        for (RequestMethod method : methods) {
            allowed.add(method.asHttpMethod());
            if (method == RequestMethod.GET) {
                allowed.add(HttpMethod.HEAD);
            }
        }
        allowed.add(HttpMethod.OPTIONS);
        fields.set(HttpHeaders.ALLOW, allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", ")));
    }

    public HttpHeaders answer() {
        return fields;
    }
}
