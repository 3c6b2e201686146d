package dev.http2bin.bin.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.problem.OneLine;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.stereotype.Component;

/** Writes answers as {@link Json} does, those of the actuator too. */
@Component
final class JsonConverter extends MappingJackson2HttpMessageConverter {
    private static final List<MediaType> TYPES = List.of(MediaType.APPLICATION_JSON);

    JsonConverter(ObjectMapper mapper) {
        super(mapper);
    }

    /** Only a problem is {@code problem+json}: an answer is not called one because its caller takes such, too. */
    @Override
    public List<MediaType> getSupportedMediaTypes(Class<?> type) {
        return ProblemDetail.class.isAssignableFrom(type) ? super.getSupportedMediaTypes(type) : TYPES;
    }

    @Override
    protected void writePrefix(JsonGenerator generator, Object answer) throws IOException {
        if (!(answer instanceof OneLine)) {
            generator.setPrettyPrinter(Json.printer());
        }
    }

    @Override
    protected void writeSuffix(JsonGenerator generator, Object answer) throws IOException {
        generator.writeRaw('\n');
    }
}
