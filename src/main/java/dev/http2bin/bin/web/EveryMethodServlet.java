package dev.http2bin.bin.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.PreFlightRequestHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.ModelAndView;

/** Spring's dispatcher with the servlet API's own answers to OPTIONS and TRACE left out: controllers see every method. */
final class EveryMethodServlet extends DispatcherServlet {
    private final transient CrossOrigin crossOrigin;

    EveryMethodServlet(CrossOrigin crossOrigin) {
        this.crossOrigin = crossOrigin;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (looksLikeFile(request.getRequestURI())) {
            request.setAttribute(RequestDispatcher.FORWARD_REQUEST_URI, "/");
        }
        processRequest(request, response);
    }

    /**
     * For such a path Spring adds a Content-Disposition, lest a browser save the response as a program; but no type depends on a
     * path here. Spring takes the path of before a forward, if there was one.
     */
    private static boolean looksLikeFile(String path) {
        return path.indexOf('.') >= 0 || path.indexOf(';') >= 0 || path.indexOf('%') >= 0;
    }

    /** A page may read an error, too, where Spring finds it before the interceptor that would say so. */
    @Override
    protected @Nullable ModelAndView processHandlerException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure)
            throws Exception {
        crossOrigin.allow(request, response);
        return super.processHandlerException(request, response, handler, failure);
    }

    /** A preflight that no controller answers is as any other OPTIONS: Spring would refuse it, whether the path is there or not. */
    @Override
    protected @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) throws Exception {
        HandlerExecutionChain chain = super.getHandler(request);
        if (chain == null || !(chain.getHandler() instanceof PreFlightRequestHandler)) {
            return chain;
        }
        HandlerExecutionChain plain = super.getHandler(new NoPreflight(request));
        return plain == null ? null : withoutCors(plain);
    }

    private static HandlerExecutionChain withoutCors(HandlerExecutionChain chain) {
        return new HandlerExecutionChain(
                chain.getHandler(),
                chain.getInterceptorList().stream()
                        .filter(interceptor -> !(interceptor instanceof CorsConfigurationSource))
                        .toList());
    }

    private static final class NoPreflight extends HttpServletRequestWrapper {
        NoPreflight(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) ? null : super.getHeader(name);
        }
    }
}
