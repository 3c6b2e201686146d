package dev.http2bin.bin.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.http2bin.http2.problem.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes an answer that can only be JSON as JSON, where the client takes whatever comes. Spring would negotiate the same each
 * time anew, which takes as long as the writing; what is not that plain is left to it.
 */
final class JsonAnswerHandler implements HandlerMethodReturnValueHandler {
    private final HandlerMethodReturnValueHandler negotiating;
    private final List<HttpMessageConverter<?>> converters;
    private final MappingJackson2HttpMessageConverter json;
    private final Json writer;
    private final Map<Class<?>, Boolean> onlyJson = new ConcurrentHashMap<>();
    private final Map<Executable, Boolean> negotiated = new ConcurrentHashMap<>();

    JsonAnswerHandler(
            HandlerMethodReturnValueHandler negotiating,
            List<HttpMessageConverter<?>> converters,
            MappingJackson2HttpMessageConverter json) {
        this.negotiating = negotiating;
        this.converters = converters;
        this.json = json;
        this.writer = new Json(json.getObjectMapper());
    }

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return negotiating.supportsReturnType(type);
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer view, NativeWebRequest request)
            throws Exception {
        HttpServletResponse response = Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
        if (value != null
                && isPlain(value, type)
                && response.getContentType() == null
                && isPlain(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)))) {
            view.setRequestHandled(true);
            write(value, response);
        } else {
            if (negotiated.computeIfAbsent(type.getExecutable(), JsonAnswerHandler::isNegotiated)) {
                response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            }
            negotiating.handleReturnValue(value, type, view, request);
        }
    }

    /** Whether a controller's method answers in one of several types. */
    private static boolean isNegotiated(Executable method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        return mapping != null && mapping.produces().length > 1;
    }

    private boolean isPlain(Object value, MethodParameter type) {
        return !(value instanceof ProblemDetail)
                && type.getGenericParameterType() instanceof Class
                && onlyJson.computeIfAbsent(value.getClass(), this::isOnlyJson);
    }

    private boolean isOnlyJson(Class<?> value) {
        return converters.stream().allMatch(converter -> (converter == json) == converter.canWrite(value, null));
    }

    private static boolean isPlain(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) == null
                && takesAll(request.getHeaders(HttpHeaders.ACCEPT));
    }

    private static boolean takesAll(Enumeration<String> accept) {
        return !accept.hasMoreElements()
                || (accept.nextElement().equals(MediaType.ALL_VALUE) && !accept.hasMoreElements());
    }

    private void write(Object value, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try {
            writer.write(value, response.getOutputStream());
        } catch (JsonProcessingException e) {
            throw new HttpMessageNotWritableException("no JSON of " + value.getClass(), e);
        }
    }
}
