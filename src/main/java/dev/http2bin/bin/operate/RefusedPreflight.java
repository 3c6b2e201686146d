package dev.http2bin.bin.operate;

import dev.http2bin.http2.problem.Json;
import dev.http2bin.http2.problem.StatusName;
import java.io.IOException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Has the actuator refuse preflights as problem+json. */
final class RefusedPreflight extends DefaultCorsProcessor implements BeanPostProcessor {
    private static final String DETAIL =
            "Pages of other origins may not do that. management.endpoints.web.cors.* names those that may.";

    private final Json json;

    RefusedPreflight(Json json) {
        this.json = json;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof AbstractHandlerMapping mapping) {
            mapping.setCorsProcessor(this);
        }
        return bean;
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, DETAIL);
        response.setStatusCode(HttpStatus.FORBIDDEN);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        json.write(StatusName.title(problem), response.getBody());
        response.flush();
    }
}
