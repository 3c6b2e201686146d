package dev.http2bin.bin.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.http2bin.bin.docs.Described.Call;
import dev.http2bin.peer.Http1;
import dev.http2bin.peer.RunningService;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The document at {@code /openapi} is valid and complete, and true of each operation over HTTP/2. */
@RunningService
class OpenApiTest {
    /** Faults that leave a client without an answer. */
    private static final Set<String> BROKEN = Set.of("/faults/reset", "/faults/close");

    /** The JDK's client may give up a connection at its GOAWAY, and with it the stream that would go on: FaultsTest has it. */
    private static final String LEAVING = "/faults/goaway";

    @LocalServerPort
    int port;

    private Described document;

    @BeforeEach
    void read() {
        document = Described.of(Http1.given(port)
                .get("/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void itIsValid() {
        assertThat(document.faults()).isEmpty();
        assertThat(document.calls()).hasSizeGreaterThan(90);
    }

    @Test
    void eachParameterIsDescribedWithDefaultAndBounds() {
        assertThat(document.calls())
                .allSatisfy(call -> assertThat(call.parameters()).allSatisfy(parameter -> {
                    assertThat(parameter.getDescription()).isNotBlank();
                    assertThat(Described.value(parameter)).isNotNull();
                    if (Described.isNumber(parameter)) {
                        assertThat(parameter.getSchema().getMinimum()).isNotNull();
                        assertThat(parameter.getSchema().getMaximum()).isNotNull();
                    }
                }));
    }

    @Test
    void eachOperationHasANameAGroupAndItsAnswers() {
        List<Call> calls = document.calls();
        assertThat(calls.stream().map(call -> call.operation().getOperationId()))
                .doesNotHaveDuplicates();
        assertThat(calls).allSatisfy(call -> {
            Operation operation = call.operation();
            assertThat(operation.getTags()).hasSize(1);
            assertThat(operation.getSummary()).isNotBlank();
            assertThat(operation.getDescription()).contains("curl ", "https://localhost:8443/");
            assertThat(operation.getResponses()).isNotEmpty();
            if (!call.parameters().isEmpty()) {
                assertThat(operation.getResponses()).containsKey("400");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> eachOperationAnswersAsItIsDescribed() {
        return document.calls().stream()
                .map(call -> dynamicTest(call.toString(), () -> {
                    if (BROKEN.contains(call.path())) {
                        assertThatIOException().isThrownBy(() -> call.send(base()));
                    } else if (!call.path().equals(LEAVING)) {
                        asDescribed(call, call.send(base()));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> eachBoundHolds() {
        return document.calls().stream()
                .flatMap(call -> call.parameters().stream()
                        .filter(Described::isNumber)
                        .flatMap(parameter -> Stream.of(
                                        parameter.getSchema().getMinimum().subtract(BigDecimal.ONE),
                                        parameter.getSchema().getMaximum().add(BigDecimal.ONE))
                                .map(beyond -> refused(call, parameter, beyond))));
    }

    private DynamicTest refused(Call call, Parameter parameter, BigDecimal beyond) {
        return dynamicTest(
                call + " " + parameter.getName() + "=" + beyond,
                () -> assertThat(call.with(parameter, beyond).send(base()).statusCode())
                        .isEqualTo(400));
    }

    @TestFactory
    Stream<DynamicTest> aTypeThatItDoesNotHaveIsRefusedAsDescribed() {
        return document.calls().stream()
                .filter(call -> !BROKEN.contains(call.path()) && !call.path().equals(LEAVING))
                .map(call -> dynamicTest(
                        call.toString(), () -> asDescribed(call, call.send(base(), "accept", "font/woff"))));
    }

    private URI base() {
        return URI.create("https://localhost:" + port);
    }

    private static void asDescribed(Call call, HttpResponse<InputStream> answer) throws IOException {
        String status = String.valueOf(answer.statusCode());
        var described = call.operation().getResponses();
        assertThat(described.keySet()).containsAnyOf(status, "default");
        Content content = described.getOrDefault(status, described.getDefault()).getContent();
        String type = answer.headers().firstValue("content-type").orElse("");
        if (content != null && !content.containsKey("*/*") && !call.isHead()) {
            assertThat(type).isNotEmpty();
            assertThat(content.keySet()).contains(type.replaceFirst(";.*", ""));
        }
        answer.body().close();
    }
}
