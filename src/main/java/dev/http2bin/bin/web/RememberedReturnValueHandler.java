package dev.http2bin.bin.web;

import java.lang.reflect.Executable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Asks once for each controller's method which handler its answer is for: Spring searches the annotations each time. */
final class RememberedReturnValueHandler implements HandlerMethodReturnValueHandler {
    private final List<HandlerMethodReturnValueHandler> handlers;
    private final Map<Returned, HandlerMethodReturnValueHandler> chosen = new ConcurrentHashMap<>();

    RememberedReturnValueHandler(List<HandlerMethodReturnValueHandler> handlers) {
        this.handlers = handlers;
    }

    /** A method may return its answer or, at first, the promise of it. */
    private record Returned(Executable method, Class<?> type) {}

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return true;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer view, NativeWebRequest request)
            throws Exception {
        chosen.computeIfAbsent(new Returned(type.getExecutable(), type.getParameterType()), returned -> choose(type))
                .handleReturnValue(value, type, view, request);
    }

    private HandlerMethodReturnValueHandler choose(MethodParameter type) {
        return handlers.stream()
                .filter(handler -> handler.supportsReturnType(type))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("nothing handles what " + type.getExecutable() + " returns"));
    }
}
