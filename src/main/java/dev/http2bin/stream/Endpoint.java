package dev.http2bin.stream;

import dev.http2bin.content.CrossOriginSettings;
import dev.http2bin.content.ParameterNames;
import dev.http2bin.content.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;

/** One path: lets through the methods it is for, and answers what its handler refuses. */
final class Endpoint implements HttpHandler {
    /** GET, and HEAD with it. */
    static final List<HttpString> GET = List.of(Methods.GET, Methods.HEAD);

    static final List<HttpString> POST = List.of(Methods.POST);

    private static final HttpString ALLOW_ORIGIN = new HttpString(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
    private static final HttpString ALLOW_METHODS = new HttpString(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS);
    private static final HttpString ALLOW_HEADERS = new HttpString(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS);
    private static final HttpString EXPOSE_HEADERS = new HttpString(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS);
    private static final HttpString REQUEST_METHOD = new HttpString(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    private static final HttpString REQUEST_HEADERS = new HttpString(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);

    private final Problems problems;
    private final List<HttpString> methods;
    private final String allow;
    private final ParameterNames parameters;
    private final boolean open;
    private final HttpHandler next;

    Endpoint(Problems problems, List<HttpString> methods, ParameterNames parameters, boolean open, HttpHandler next) {
        this.problems = problems;
        this.methods = methods;
        this.allow = methods.stream().map(HttpString::toString).collect(Collectors.joining(", ", "", ", OPTIONS"));
        this.parameters = parameters;
        this.open = open;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        HttpString method = exchange.getRequestMethod();
        try {
            if (exchange.getResolvedPath().endsWith("/")) {
                throw Problems.nothingHere(); // Undertow overlooks a slash at the end of an exact path
            } else if (methods.contains(method)) {
                parameters.check(exchange.getQueryString());
                if (open && methods == GET && exchange.getRequestHeaders().contains(Headers.ORIGIN)) {
                    exchange.getResponseHeaders()
                            .put(ALLOW_ORIGIN, "*")
                            .put(EXPOSE_HEADERS, "*")
                            .put(Headers.VARY, "Origin");
                }
                next.handleRequest(exchange);
            } else if (method.equals(Methods.OPTIONS)) {
                options(exchange);
            } else {
                throw Problems.notAllowed(method, allow);
            }
        } catch (Problem problem) {
            parameters.explain(problem);
            problems.answer(exchange, problem);
        } catch (Exception e) {
            problems.answer(exchange, e);
        }
    }

    /** What the path is for; a page of another origin that asks before its request learns what it may read. */
    private void options(HttpServerExchange exchange) {
        HeaderMap fields = exchange.getResponseHeaders().put(Headers.ALLOW, allow);
        HeaderMap asked = exchange.getRequestHeaders();
        if (open && asked.contains(Headers.ORIGIN) && asked.contains(REQUEST_METHOD)) {
            fields.put(ALLOW_ORIGIN, "*")
                    .put(ALLOW_METHODS, CrossOriginSettings.METHODS)
                    .put(Headers.VARY, "Origin");
            String names = asked.getFirst(REQUEST_HEADERS);
            if (names != null) {
                fields.put(ALLOW_HEADERS, names);
            }
        }
        exchange.endExchange();
    }
}
