package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code Accept} field (RFC 9110 §12.5.1), over both protocols and alike for controllers and stream handlers. */
class AcceptTest extends RunningServer {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/problem+json, application/json",
                "application/problem+json;q=0.9, application/json;q=0.1",
                "application/problem+json, */*",
                "application/*+json, */*;q=0.1",
                "application/vnd.x+json, application/*",
                "application/json;charset=utf-16",
                "application/json;q=0.5;ext=1",
                "application/json;profile=x, text/html;q=0.1",
                "application/json, */*;x=y;q=0"
            })
    void anAnswerIsNotCalledAProblem(String accept) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            for (String path : List.of("/version", "/stream/version", "/files", "/connection")) {
                HttpResponse<String> answer = ask(version, "GET", path, "Accept", accept);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/version", "/stream/version", "/stream/hello", "/hello", "/connection/frames", "/files", "/"})
    void anEmptyFieldIsAsNone(String path) throws IOException, GeneralSecurityException {
        for (String accept : List.of("Accept:\n", "Accept: \n", "Accept: ,\n", "Accept:\nAccept:\n")) {
            assertThat(exchange("GET " + path + " HTTP/1.1\nHost: localhost\n" + accept + "Connection: close\n\n"))
                    .startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/connection/frames|*/*, application/json;q=0.1|text/plain;charset=utf-8",
                "/connection|application/json;q=0.5, */*;q=0.8|text/plain;charset=utf-8",
                "/connection/client|application/*;q=0.3, */*;q=0.4|text/plain;charset=utf-8",
                "/check|text/plain;q=0.1, */*;q=0.2|application/json",
                "/check|text/*;q=0.1, */*;q=0.2|application/json",
                "/|text/plain;q=0.2, text/html;q=0.1, */*;q=0.3|application/json",
                "/connection/hpack|*/*;q=0.8, application/signed-exchange;v=b3;q=0.7|application/json",
                "/connection/hpack|*/*;q=0.1, text/plain;q=0.2|text/plain;charset=utf-8",
                "/connection/streams|application/json;q=0.1, text/html|application/json"
            })
    void whatIsWantedLessIsNotWhatAWildcardMeans(String path, String accept, String type) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", path, "Accept", accept);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type").orElse("").replace(" ", ""))
                    .isEqualTo(type);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/connection/frames|application/json;q=0, */*|text/plain;charset=utf-8",
                "/connection/frames|application/json;q=0, text/*|text/plain;charset=utf-8",
                "/connection/frames|text/plain;q=0, */*|application/json",
                "/connection/frames|text/*;q=0, */*;q=0.1|application/json",
                "/connection/client|*/*, application/json;q=0.0|text/plain;charset=utf-8",
                "/connection|application/json;q=0, */*|text/plain;charset=utf-8",
                "/check|text/plain;q=0, */*|application/json",
                "/|text/html;q=0, text/plain;q=0, */*|application/json"
            })
    void whatIsRefusedIsNotWhatAWildcardMeans(String path, String accept, String type) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", path, "Accept", accept);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type").orElse("").replace(" ", ""))
                    .isEqualTo(type);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/version|application/json;q=0, */*",
                "/stream/version|application/json;q=0, */*",
                "/version|application/json;q=0",
                "/stream/version|application/json;q=0",
                "/stream/hello|text/*;q=0, */*",
                "/hello|text/*;q=0, */*",
                "/version|text/html",
                "/stream/version|garbage",
                "/version|garbage",
                "/version|\"a/b\"",
                "/stream/version|\"a/b\", */*",
                "/hello|\"application/json\"",
                "/connection|\"a/b\"; q=1"
            })
    void whereNothingIsLeftItIs406(String path, String accept) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", path, "Accept", accept);
            assertThat(answer.statusCode()).isEqualTo(406);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/version|image/png|The response comes only as application/json. Name that",
                "/stream/version|image/png|The response comes only as application/json. Name that",
                "/connection|image/png|The response comes only as application/json or text/plain",
                "/|image/png|The response comes only as text/plain;charset=utf-8 or text/html",
                "/version|garbage|The accept field is no list of media types",
                "/stream/version|garbage|The accept field is no list of media types"
            })
    void the406SaysWhatThereIs(String path, String accept, String detail) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            String problem = ask(version, "GET", path, "Accept", accept).body();
            assertThat(JsonPath.from(problem).getString("detail")).startsWith(detail);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/check", "/connection", "/connection/streams", "/connection/client"})
    void aCacheLearnsWhatIsNegotiated(String path) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            for (String accept : List.of("*/*", "application/json", "text/plain")) {
                assertThat(ask(version, "GET", path, "Accept", accept).headers().allValues("vary"))
                        .contains("Accept");
            }
        }
    }
}
