package dev.http2bin.bin.parameter;

import dev.http2bin.bin.content.ParameterNames;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses a request whose query has a parameter that its controller does not declare, by {@link RequestParam} or, where
 * the controller reads the query itself, by {@link Parameter} on the method. A controller that declares none, or takes all
 * in a map, refuses none.
 */
@Component
public final class DeclaredParameters implements HandlerInterceptor, WebMvcConfigurer {
    private static final String OURS = "dev.http2bin.";

    private final Map<Method, ParameterNames> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null) {
            names(handler).check(query);
        }
        return true;
    }

    /** Those of a handler of Spring MVC; any where it is no controller of ours. */
    public ParameterNames names(@Nullable Object handler) {
        return handler instanceof HandlerMethod method
                        && method.getBeanType().getName().startsWith(OURS)
                ? known.computeIfAbsent(method.getMethod(), unused -> declared(method))
                : ParameterNames.ANY;
    }

    private static ParameterNames declared(HandlerMethod handler) {
        List<MethodParameter> asked = Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .toList();
        if (asked.stream().anyMatch(parameter -> Map.class.isAssignableFrom(parameter.getParameterType()))) {
            return ParameterNames.ANY;
        }
        Stream<String> documented = Arrays.stream(handler.getMethod().getAnnotationsByType(Parameter.class))
                .filter(parameter -> parameter.in() == ParameterIn.QUERY)
                .map(Parameter::name);
        return new ParameterNames(Stream.concat(asked.stream().map(DeclaredParameters::name), documented)
                .toList());
    }

    private static String name(MethodParameter parameter) {
        RequestParam declared = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class));
        return declared.name().isEmpty() ? parameter.getParameter().getName() : declared.name();
    }
}
