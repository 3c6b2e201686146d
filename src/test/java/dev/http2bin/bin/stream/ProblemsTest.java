package dev.http2bin.bin.stream;

import static java.net.http.HttpClient.Version.HTTP_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal is {@code problem+json} (RFC 9457). */
class ProblemsTest extends Service {

    @ParameterizedTest
    @CsvSource({
        "GET,/stream",
        "GET,/stream/",
        "POST,/stream/absent",
        "OPTIONS,/stream/absent",
        "GET,/stream/hellox",
        "GET,/stream/version/",
        "GET,/stream/stream-id/x",
        "GET,/stream/bytes",
        "GET,/stream/bytes/1/2",
        "GET,/stream/files/a/b"
    })
    void anUnknownPathIs404(String method, String path) {
        given().accept("text/html")
                .request(method, path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("about:blank"))
                .body("title", equalTo("Not Found"))
                .body("status", equalTo(404))
                .body("instance", equalTo(path))
                .body("detail", containsString("/docs"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/stream/hello|GET, HEAD, OPTIONS",
                "DELETE|/stream/version|GET, HEAD, OPTIONS",
                "GET|/stream/body|POST, OPTIONS",
                "HEAD|/stream/body|POST, OPTIONS",
                "POST|/stream/files/x|GET, HEAD, OPTIONS",
                "PROPFIND|/stream/bytes/1|GET, HEAD, OPTIONS",
                "TRACE|/stream/early-hints|GET, HEAD, OPTIONS"
            })
    void aMethodThatIsNotForThePathIs405(String method, String path, String allow) {
        given().request(method, path)
                .then()
                .statusCode(405)
                .header("allow", allow)
                .contentType("application/problem+json")
                .body(startsWith(method.equals("HEAD") ? "" : "{"));
    }

    @Test
    void optionsTellsTheMethods() {
        given().options("/stream/body")
                .then()
                .statusCode(200)
                .header("allow", "POST, OPTIONS")
                .body(equalTo(""));
    }

    @ParameterizedTest
    @CsvSource({
        "/stream/hello,image/png,406",
        "/stream/version,text/html,406",
        "/stream/version,garbage,406",
        "/stream/version,'text/html, application/*;q=0.5',200",
        "/stream/hello,*/*,200",
        "/stream/bytes/1,image/png,200"
    })
    void theCallerMayRefuseAType(String path, String accept, int status) {
        given().accept(accept).get(path).then().statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1e3", "10737418241", "99999999999999999999", "%20"})
    void overHttp2AnImpossibleLengthIsRefusedWithTheRange(String n) throws Exception {
        HttpResponse<String> answer = get(HTTP_2, "/stream/bytes/" + n);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains(
                        "\"detail\": \"'n' must be a whole number from 0 to 10737418240, not '",
                        "\"instance\": \"/stream/bytes/" + n + "\"");
    }
}
