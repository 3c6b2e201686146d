package dev.http2bin.stream;

import dev.http2bin.content.ParameterNames;
import dev.http2bin.content.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.stream.Collectors;

/** One path: lets through the methods it is for, and answers what its handler refuses. */
final class Endpoint implements HttpHandler {
    /** GET, and HEAD with it. */
    static final List<HttpString> GET = List.of(Methods.GET, Methods.HEAD);

    static final List<HttpString> POST = List.of(Methods.POST);

    private final Problems problems;
    private final List<HttpString> methods;
    private final String allow;
    private final ParameterNames parameters;
    private final HttpHandler next;

    Endpoint(Problems problems, List<HttpString> methods, ParameterNames parameters, HttpHandler next) {
        this.problems = problems;
        this.methods = methods;
        this.allow = methods.stream().map(HttpString::toString).collect(Collectors.joining(", ", "", ", OPTIONS"));
        this.parameters = parameters;
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
                next.handleRequest(exchange);
            } else if (method.equals(Methods.OPTIONS)) {
                exchange.getResponseHeaders().put(Headers.ALLOW, allow);
                exchange.endExchange();
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
}
