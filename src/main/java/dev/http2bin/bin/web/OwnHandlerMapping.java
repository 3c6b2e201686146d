package dev.http2bin.bin.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Spring's mapping of controllers, with our own answers to OPTIONS. */
final class OwnHandlerMapping extends RequestMappingHandlerMapping {
    private static final Method OPTIONS = ClassUtils.getMethod(Options.class, "answer");

    private final CrossOrigin crossOrigin;

    OwnHandlerMapping(CrossOrigin crossOrigin) {
        this.crossOrigin = crossOrigin;
    }

    /** The actuator's mapping for health groups on this port, of which there are none, would be asked first. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** A preflight finds the handler that it asks about, which must not run. */
    @Override
    protected HandlerExecutionChain getCorsHandlerExecutionChain(
            HttpServletRequest request, HandlerExecutionChain chain, @Nullable CorsConfiguration cors) {
        return CorsUtils.isPreFlightRequest(request) ? new HandlerExecutionChain(crossOrigin) : chain;
    }

    /** A mapping that names no method is for all of them. Spring leaves OPTIONS out unless a mapping names it. */
    @Override
    protected void registerHandlerMethod(Object handler, Method method, RequestMappingInfo mapping) {
        super.registerHandlerMethod(handler, method, mapping);
        if (mapping.getMethodsCondition().isEmpty()) {
            super.registerHandlerMethod(
                    handler,
                    method,
                    mapping.mutate().methods(RequestMethod.OPTIONS).build());
        }
    }

    /** Spring's own answer to OPTIONS has an empty {@code Accept-Patch}. */
    @Override
    protected @Nullable HandlerMethod handleNoMatch(
            Set<RequestMappingInfo> mappings, String path, HttpServletRequest request) throws ServletException {
        if (request.getMethod().equals("OPTIONS")) {
            Set<RequestMethod> methods = new TreeSet<>();
            mappings.stream()
                    .filter(mapping -> mapping.getActivePatternsCondition().getMatchingCondition(request) != null)
                    .forEach(mapping ->
                            methods.addAll(mapping.getMethodsCondition().getMethods()));
            if (!methods.isEmpty()) {
                return new HandlerMethod(new Options(methods), OPTIONS);
            }
        }
        return super.handleNoMatch(mappings, path, request);
    }
}
