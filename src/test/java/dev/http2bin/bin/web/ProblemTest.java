package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every error is {@code problem+json} (RFC 9457). */
@ExtendWith(OutputCaptureExtension.class)
@Import({ProblemTest.Failing.class, ProblemTest.FailingOutside.class})
class ProblemTest extends RunningServer {

    private static final String SECRET = "the-inner-cause";

    @RestController
    static class Failing {

        @GetMapping("/test/throws")
        String fail() {
            throw new IllegalStateException(SECRET);
        }

        @PostMapping(path = "/test/json", consumes = MediaType.APPLICATION_JSON_VALUE)
        String json() {
            return "";
        }
    }

    @TestConfiguration
    static class FailingOutside {

        @Bean
        Filter failing() {
            return (request, response, chain) -> {
                String path = ((HttpServletRequest) request).getRequestURI();
                if (path.equals("/test/sends-error")) {
                    ((HttpServletResponse) response).sendError(400, SECRET);
                } else if (path.equals("/test/throws-outside")) {
                    throw new ServletException(SECRET);
                } else {
                    chain.doFilter(request, response);
                }
            };
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/absent",
        "POST,/absent",
        "OPTIONS,/absent",
        "TRACE,/absent",
        "PROPFIND,/absent/x",
        "GET,/error",
        "OPTIONS,/error",
        "GET,/hellox",
        "GET,/delay",
        "GET,/bytes/1/2"
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
    @ValueSource(
            strings = {"/a%20b", "//", "//x", "/a;b=c", "/a|b", "/a^{b}", "/a\"b", "/a[b]", "/%ff", "/a%2Fb", "/a/../b"
            })
    void anOddPathIs404OrRefusedBeforehand(String path) throws Exception {
        assertThat(exchange("GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n"))
                .matches("(?s)HTTP/1\\.1 40[04] .*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/hello|GET, HEAD, OPTIONS",
                "DELETE|/version|GET, HEAD, OPTIONS",
                "GET|/body|POST, OPTIONS",
                "PUT|/body|POST, OPTIONS",
                "POST|/duplex|PUT, OPTIONS",
                "POST|/files|GET, HEAD, OPTIONS",
                "PROPFIND|/bytes/1|GET, HEAD, OPTIONS",
                "POST|/push|GET, HEAD, OPTIONS"
            })
    void aMethodThatIsNotForThePathIs405(String method, String path, String allow) {
        given().request(method, path)
                .then()
                .statusCode(405)
                .header("allow", allow)
                .contentType("application/problem+json")
                .body("detail", equalTo(method + " is not for this path. Use one of " + allow + "."));
    }

    @ParameterizedTest
    @CsvSource({
        "/hello, image/png",
        "/version, image/png",
        "/version, application/yaml",
        "/files, image/png",
        "/delay/0, image/png",
        "/delay/0, application/yaml"
    })
    void aTypeThatIsNotThereIs406(String path, String type) {
        given().accept(type)
                .get(path)
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("detail", containsString("accept"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'GET /bytes/5 HTTP/1.1\nRange: bytes=9-'|416 Range Not Satisfiable",
                "'GET /stream/bytes/5 HTTP/1.1\nRange: bytes=9-'|416 Range Not Satisfiable",
                "'POST /body HTTP/1.1\nContent-Length: 20000000000'|413 Content Too Large",
                "'POST /stream/body HTTP/1.1\nContent-Length: 20000000000'|413 Content Too Large"
            })
    void theStatusLineHasTheNameOfTheRfc(String request, String status) throws Exception {
        try (Socket socket = connect()) {
            send(socket, request + "\nHost: localhost\n\n");
            assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 " + status + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/delay/0.0", "/echo/x.bat", "/anything/a;b.exe", "/bytes/x.bat", "/no-such/x.bat", "/status/x.y"
            })
    void aPathIsNotTakenForTheNameOfAFile(String path) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            assertThat(ask(version, "GET", path).headers().map()).doesNotContainKey("content-disposition");
        }
    }

    @Test
    void aMethodThatIsTooLongIs501OverBothProtocols() throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            assertThat(ask(version, "M".repeat(32), "/echo").statusCode()).isEqualTo(200);
            HttpResponse<String> answer = ask(version, "M".repeat(33), "/echo");
            assertThat(answer.statusCode()).isEqualTo(501);
            assertThat(answer.body()).contains("longer than 32 characters");
        }
    }

    @Test
    void aTypeThatIsNotReadIs415() {
        given().contentType("text/plain")
                .body("x")
                .post("/test/json")
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("status", equalTo(415));
    }

    @Test
    void ourOwnFaultIs500AndTellsOnlyTheLogWhy(CapturedOutput output) {
        given().get("/test/throws")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("instance", equalTo("/test/throws"))
                .body(not(containsString(SECRET)))
                .body(not(containsString("Exception")));
        assertThat(output).contains(SECRET);
    }

    @ParameterizedTest
    @CsvSource({"/test/sends-error,400", "/test/throws-outside,500"})
    void anErrorOutsideSpringMvcIsAProblemToo(String path, int status) {
        given().accept("text/html")
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("instance", equalTo(path))
                .body(not(containsString(SECRET)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /bytes/1000000000 HTTP/1.1\nHost: localhost\n\n",
                "POST /body HTTP/1.1\nHost: localhost\nContent-Length: 1000\n\npart",
                "POST /echo HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n5\nhel",
                "PUT /duplex HTTP/1.1\nHost: localhost\nContent-Length: 1000\n\npart",
                "GET /clock?ticks=200&interval=1ms HTTP/1.1\nHost: localhost\n\n",
                "GET /drip?bytes=1000000&duration=200ms HTTP/1.1\nHost: localhost\n\n",
                "GET /delay/100ms HTTP/1.1\nHost: localhost\n\n",
                "GET /early-hints?delay=100ms HTTP/1.1\nHost: localhost\n\n"
            })
    void aClientThatGoesAwayLeavesNoTrace(String request, CapturedOutput output) throws IOException, Exception {
        try (Socket socket = connect()) {
            // With unread bytes in it, a closed socket sends a reset.
            socket.setReceiveBufferSize(4096);
            send(socket, request);
            Thread.sleep(50);
        }
        // Long enough for each of the above to find out.
        given().get("/delay/300ms").then().statusCode(200);
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "\tat ");
    }
}
