package dev.http2bin.bin.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.http2.problem.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Has {@code /openapi} come as all other JSON: indented, and with a newline at its end. */
@ControllerAdvice(assignableTypes = OpenApiResource.class)
final class ReadableDocument implements ResponseBodyAdvice<byte[]> {
    private final ObjectMapper mapper;
    private final Json json;

    ReadableDocument(ObjectMapper mapper) {
        this.mapper = mapper;
        this.json = new Json(mapper);
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public byte @Nullable [] beforeBodyWrite(
            byte @Nullable [] body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body == null || !type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
            return body;
        }
        try {
            return json.bytes(mapper.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
