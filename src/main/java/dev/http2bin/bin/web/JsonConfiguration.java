package dev.http2bin.bin.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.math.BigDecimal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** JSON as Spring has it, with times as text. Boot's own mapper looks at each bean for components of JSON: there are none. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    /** Writes {@code 0.000123} and not {@code 1.23E-4}, which fewer programs and people read. */
    private static final JsonSerializer<Double> PLAIN = new JsonSerializer<>() {
        @Override
        public void serialize(Double number, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (number.isNaN() || number.isInfinite()) {
                json.writeNumber(number);
            } else {
                json.writeNumber(BigDecimal.valueOf(number));
            }
        }
    };

    @Bean
    ObjectMapper objectMapper() {
        return Jackson2ObjectMapperBuilder.json()
                .featuresToDisable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .featuresToEnable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .serializerByType(Double.class, PLAIN)
                .serializerByType(double.class, PLAIN)
                .build();
    }
}
