package dev.http2bin.bin.stream;

import dev.http2bin.bin.content.CrossOriginProperties;
import dev.http2bin.bin.content.ParameterNames;
import dev.http2bin.bin.content.UnknownPath;
import dev.http2bin.http2.problem.Problem;
import dev.http2bin.http2.undertow.Problems;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** One path: lets through the methods it is for, and answers what its handler refuses. */
final class Endpoint implements HttpHandler {
    /** GET, and HEAD with it. */
    static final List<HttpString> GET = List.of(Methods.GET, Methods.HEAD);

    static final List<HttpString> POST = List.of(Methods.POST);

    private static final HttpString REQUEST_METHOD = new HttpString(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    private static final HttpString REQUEST_HEADERS = new HttpString(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);

    private final Problems problems;
    private final List<HttpString> methods;
    private final String allow;
    private final ParameterNames parameters;
    private final boolean open;
    private final Map<String, String> withoutOrigin;
    private final HttpHandler next;

    /**
     * @param open whether pages of other origins may read the responses
     * @param withoutOrigin the fields of such a response to a client that names no origin
     */
    Endpoint(
            Problems problems,
            List<HttpString> methods,
            ParameterNames parameters,
            boolean open,
            Map<String, String> withoutOrigin,
            HttpHandler next) {
        this.problems = problems;
        this.methods = methods;
        this.allow = methods.stream().map(HttpString::toString).collect(Collectors.joining(", ", "", ", OPTIONS"));
        this.parameters = parameters;
        this.open = open;
        this.withoutOrigin = withoutOrigin;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        HttpString method = exchange.getRequestMethod();
        try {
            if (exchange.getResolvedPath().endsWith("/")) {
                throw UnknownPath.problem(); // Undertow overlooks a slash at the end of an exact path
            } else if (methods.contains(method)) {
                if (open && methods == GET) {
                    boolean crosses = exchange.getRequestHeaders().contains(Headers.ORIGIN);
                    set(exchange.getResponseHeaders(), crosses ? CrossOriginProperties.READABLE : withoutOrigin);
                }
                parameters.check(exchange.getQueryString());
                next.handleRequest(exchange);
            } else if (method.equals(Methods.OPTIONS)) {
                options(exchange);
            } else {
                throw notAllowed(method, allow);
            }
        } catch (Problem problem) {
            parameters.explain(problem);
            problems.answer(exchange, problem);
        } catch (Exception e) {
            problems.answer(exchange, e);
        }
    }

    private static Problem notAllowed(HttpString method, String allow) {
        return Problem.of(HttpStatus.METHOD_NOT_ALLOWED, Problem.notAllowed(method.toString(), allow))
                .with(HttpHeaders.ALLOW, allow);
    }

    /** What the path is for; a page of another origin that asks before its request learns what it may read. */
    private void options(HttpServerExchange exchange) {
        HeaderMap fields = exchange.getResponseHeaders().put(Headers.ALLOW, allow);
        HeaderMap asked = exchange.getRequestHeaders();
        if (open && asked.contains(Headers.ORIGIN) && asked.contains(REQUEST_METHOD)) {
            set(fields, CrossOriginProperties.preflight(asked.getFirst(REQUEST_HEADERS)));
        }
        exchange.endExchange();
    }

    private static void set(HeaderMap fields, Map<String, String> crossOrigin) {
        crossOrigin.forEach((name, value) -> fields.put(new HttpString(name), value));
    }
}
