package dev.http2bin.bin.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.peer.TrustAll;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** An OpenAPI document as somebody who only has it reads it. */
record Described(List<String> faults, List<Call> calls) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Described of(String json) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(json, null, options);
        OpenAPI api = parsed.getOpenAPI();
        return new Described(
                parsed.getMessages(),
                api.getPaths().entrySet().stream()
                        .filter(path -> !path.getKey().startsWith("/test/")) // of controllers among the tests
                        .flatMap(path -> path.getValue().readOperationsMap().entrySet().stream()
                                .map(operation ->
                                        new Call(path.getKey(), operation.getKey(), operation.getValue(), Map.of())))
                        .toList());
    }

    static boolean isNumber(Parameter parameter) {
        return parameter.getSchema().getTypes() != null
                && parameter.getSchema().getTypes().contains("integer");
    }

    /** What stands for a parameter of which a caller says nothing: its example or its default. */
    static @Nullable JsonNode value(Parameter parameter) {
        Object value = parameter.getExample() == null ? parameter.getSchema().getDefault() : parameter.getExample();
        return value == null ? null : JSON.valueToTree(value);
    }

    /**
     * A request for an operation.
     *
     * @param values of parameters by name, in place of their examples
     */
    record Call(String path, PathItem.HttpMethod method, Operation operation, Map<String, Object> values) {

        List<Parameter> parameters() {
            return operation.getParameters() == null ? List.of() : operation.getParameters();
        }

        boolean isHead() {
            return method == PathItem.HttpMethod.HEAD;
        }

        Call with(Parameter parameter, Object value) {
            return new Call(path, method, operation, Map.of(parameter.getName(), value));
        }

        /** Sends it over HTTP/2 on a connection of its own. */
        HttpResponse<InputStream> send(URI base, String... fields) throws IOException, InterruptedException {
            return send(HttpClient.Version.HTTP_2, base, fields);
        }

        /** Sends it on a connection of its own. */
        HttpResponse<InputStream> send(HttpClient.Version version, URI base, String... fields)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(target()))
                    .version(version)
                    .method(method.name(), content());
            if (fields.length > 0) {
                request.headers(fields);
            }
            HttpResponse<InputStream> answer = HttpClient.newBuilder()
                    .sslContext(TrustAll.context())
                    .build()
                    .send(request.build(), BodyHandlers.ofInputStream());
            if (answer.version() != version) {
                throw new AssertionError("answered over " + answer.version());
            }
            return answer;
        }

        private HttpRequest.BodyPublisher content() {
            RequestBody body = operation.getRequestBody();
            if (body == null) {
                return BodyPublishers.noBody();
            }
            MediaType text = Objects.requireNonNull(body.getContent().get("text/plain"));
            return BodyPublishers.ofString(text.getExample().toString());
        }

        private String target() {
            String target = path;
            StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
            for (Parameter parameter : parameters()) {
                JsonNode value = values.containsKey(parameter.getName())
                        ? JSON.valueToTree(values.get(parameter.getName()))
                        : value(parameter);
                if (value == null) {
                    throw new AssertionError(this + " has no value for " + parameter.getName());
                }
                if (parameter.getIn().equals("path")) {
                    target = target.replace("{" + parameter.getName() + "}", encoded(value.asText()));
                } else if (value.isObject()) {
                    value.fields()
                            .forEachRemaining(field -> query.add(encoded(field.getKey()) + "="
                                    + encoded(field.getValue().asText())));
                } else if (value.isArray()) {
                    value.forEach(item -> query.add(parameter.getName() + "=" + encoded(item.asText())));
                } else {
                    query.add(parameter.getName() + "=" + encoded(value.asText()));
                }
            }
            return target + query;
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
