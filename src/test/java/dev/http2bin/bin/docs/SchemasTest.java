package dev.http2bin.bin.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.http2bin.bin.docs.Described.Call;
import dev.http2bin.peer.Http1;
import dev.http2bin.peer.RunningService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What comes as JSON is valid by the schema that {@code /openapi} has for it. */
@RunningService
class SchemasTest {
    /** Faults that leave a client without a whole answer. */
    private static final Set<String> BROKEN =
            Set.of("/faults/reset", "/faults/close", "/faults/goaway", "/faults/truncate");

    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @TestFactory
    Stream<DynamicTest> eachAnswerIsValidByItsSchema() {
        return Stream.of(HttpClient.Version.values()).flatMap(this::eachIsValid);
    }

    private Stream<DynamicTest> eachIsValid(HttpClient.Version version) {
        String text = Http1.given(port).get("/openapi").asString();
        JsonNode api = parsed(text);
        return Described.of(text).calls().stream()
                .filter(call -> !BROKEN.contains(call.path()) && !call.isHead())
                .flatMap(call -> Stream.of("application/json, */*;q=0.1", "font/woff")
                        .map(accept -> dynamicTest(version + " " + call + " " + accept, () -> {
                            HttpResponse<InputStream> answer =
                                    call.send(version, URI.create("https://localhost:" + port), "accept", accept);
                            try (InputStream content = answer.body()) {
                                String type = answer.headers()
                                        .firstValue("content-type")
                                        .orElse("");
                                if (type.endsWith("json") && !isCoded(answer)) {
                                    JsonNode schema = schema(api, call, answer.statusCode(), type);
                                    assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                                    .getSchema(schema)
                                                    .validate(JSON.readTree(content)))
                                            .isEmpty();
                                }
                            }
                        })));
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCoded(HttpResponse<?> answer) {
        return answer.headers().firstValue("content-encoding").isPresent();
    }

    /** With the components that it refers to. */
    private static JsonNode schema(JsonNode api, Call call, int status, String type) {
        JsonNode responses = api.path("paths")
                .path(call.path())
                .path(call.method().name().toLowerCase(Locale.ROOT))
                .path("responses");
        JsonNode response = responses.has("" + status) ? responses.path("" + status) : responses.path("default");
        ObjectNode schema = response.path("content").path(type).path("schema").deepCopy();
        return schema.set("components", api.path("components"));
    }
}
