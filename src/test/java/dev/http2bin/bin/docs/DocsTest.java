package dev.http2bin.bin.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import dev.http2bin.peer.Http1;
import dev.http2bin.peer.RunningService;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What {@code /openapi} and {@code /docs} answer. */
@RunningService
class DocsTest {

    @LocalServerPort
    int port;

    private RequestSpecification given() {
        return Http1.given(port);
    }

    @Test
    void theDescriptionHasControllersAndStreamHandlersWithCurlLines() {
        given().get("/openapi")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/version"))
                .body("paths", hasKey("/stream/version"))
                .body("paths.'/bytes/{n}'.get.description", containsString("curl 'https://localhost:8443/bytes/1000'"))
                .body("paths.'/body'.post.description", containsString("curl -X POST -d content"));
    }

    @Test
    void eachFaultIsDescribedByTheFramesTheClientSees() {
        given().get("/openapi")
                .then()
                .body("paths.'/faults/goaway'.get.description", containsString("GOAWAY with the last stream id"));
    }

    @Test
    void eachEndpointIsExplainedAndNoneListedThatIsNotThere() {
        Map<String, Map<String, Map<String, Object>>> paths =
                given().get("/openapi").then().extract().path("paths");
        paths.keySet().removeIf(path -> path.startsWith("/test/")); // of controllers among the tests
        assertThat(paths).hasSizeGreaterThan(40).doesNotContainKey("/error");
        paths.forEach((path, operations) ->
                operations.forEach((method, operation) -> assertThat((String) operation.get("summary"))
                        .as(method + " " + path)
                        .isNotBlank()));
    }

    /** A required parameter that no caller can send keeps the page from sending any request. */
    @Test
    @SuppressWarnings("unchecked")
    void onlyWhatACallerCanSendIsAParameter() {
        Map<String, Map<String, Map<String, Object>>> paths =
                given().get("/openapi").then().extract().path("paths");
        paths.keySet().removeIf(path -> path.startsWith("/test/")); // of controllers among the tests
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> {
            List<Map<String, Object>> parameters =
                    (List<Map<String, Object>>) operation.getOrDefault("parameters", List.of());
            assertThat(parameters).as(method + " " + path).allSatisfy(parameter -> {
                assertThat(parameter.get("in")).isIn("path", "query", "header");
                assertThat(Boolean.TRUE.equals(parameter.get("required")))
                        .isEqualTo("path".equals(parameter.get("in")));
                assertThat(parameter.get("name")).isNotIn("exchange", "upload", "parameters", "conditions");
            });
        }));
    }

    @Test
    void groupsAreNotNamedByClasses() {
        assertThat(given().get("/openapi").then().extract().asString())
                .doesNotContain("-controller")
                .contains("\"faults\"", "\"timing\"", "\"your connection\"");
    }

    @Test
    void thePageOfTheDocumentationIsThere() {
        given().get("/docs")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body("html.head.title", equalTo("http2bin: documentation"))
                .body(containsString("name=\"viewport\""), containsString("rel=\"icon\""));
        given().get("/swagger-ui/swagger-initializer.js")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(containsString("/openapi"));
        given().get("/swagger-ui/swagger-ui.css").then().statusCode(200);
    }
}
