package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /status/{code}}. */
class StatusTest extends RunningServer {

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "600", "999", "200,404", "-1", "1e2", "1000"})
    void whatIsNoStatusIsToldTheBounds(String code) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> answer = ask(version, "GET", "/status/" + code);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("'code' must be a whole number from 200 to 599, not '" + code + "'.");
        }
    }

    @ParameterizedTest
    @CsvSource({"200,OK", "201,Created", "203,Non-Authoritative Information", "299,''"})
    void aSuccessNamesItself(int code, String reason) {
        given().get("/status/" + code)
                .then()
                .statusCode(code)
                .contentType("application/json")
                .body("status", equalTo(code))
                .body("reason", equalTo(reason));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 407, 413, 416, 418, 421, 426, 429, 451, 499, 500, 503, 599})
    void anErrorIsAProblem(int code) {
        given().get("/status/" + code)
                .then()
                .statusCode(code)
                .contentType("application/problem+json")
                .body("status", equalTo(code))
                .body("detail", containsString("the answer you asked for"));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 304})
    void someHaveNoBody(int code) {
        given().get("/status/" + code).then().statusCode(code).body(equalTo(""));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void aRedirectSaysWhereTo(int code) {
        given().get("/status/" + code).then().statusCode(code).header("location", "/hello");
    }

    @ParameterizedTest
    @CsvSource({
        "200,OK",
        "206,Partial Content",
        "208,Already Reported",
        "226,IM Used",
        "299,''",
        "413,Content Too Large",
        "416,Range Not Satisfiable",
        "418,I'm a teapot",
        "419,''",
        "421,Misdirected Request",
        "422,Unprocessable Content",
        "425,Too Early",
        "431,Request Header Fields Too Large",
        "451,Unavailable For Legal Reasons",
        "508,Loop Detected",
        "509,''",
        "511,Network Authentication Required"
    })
    void eachHasTheNameOfItsRfc(int code, String name) throws Exception {
        String answer = exchange("GET /status/" + code + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
        assertThat(answer).startsWith("HTTP/1.1 " + code + " " + name + "\r\n");
        if (code >= 400) {
            for (HttpClient.Version version : HttpClient.Version.values()) {
                assertThat(JsonPath.from(ask(version, "GET", "/status/" + code).body())
                                .getString("title"))
                        .isEqualTo(name.isEmpty() ? null : name);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aPartSaysWhichItIs(HttpClient.Version version) throws Exception {
        HttpResponse<String> part = ask(version, "GET", "/status/206");
        assertThat(part.statusCode()).isEqualTo(206);
        int length = part.body().length();
        assertThat(part.headers().firstValue("content-range")).hasValue("bytes 0-" + (length - 1) + "/" + 2 * length);
    }

    @Test
    void whatWantsAnUpgradeSaysToWhatWhereThereAreUpgrades() throws Exception {
        String two = """
                GET /status/426 HTTP/1.1
                Host: localhost

                GET /hello HTTP/1.1
                Host: localhost
                Connection: close

                """;
        assertThat(exchange(two))
                .startsWith("HTTP/1.1 426 Upgrade Required\r\n")
                .containsIgnoringCase("\r\nupgrade: HTTP/2.0\r\n")
                .containsIgnoringCase("\r\nconnection: upgrade\r\n")
                .endsWith("You requested /hello over HTTP/1.1\n");
        HttpResponse<String> overHttp2 = ask(HttpClient.Version.HTTP_2, "GET", "/status/426");
        assertThat(overHttp2.statusCode()).isEqualTo(426);
        assertThat(overHttp2.headers().map()).doesNotContainKeys("upgrade", "connection");
    }

    @ParameterizedTest
    @CsvSource({"POST,404", "PUT,201", "DELETE,503", "PATCH,200", "OPTIONS,418", "TRACE,500", "PURGE,421", "HEAD,401"})
    void itIsForAnyMethod(String method, int code) throws Exception {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            assertThat(ask(version, method, "/status/" + code).statusCode()).isEqualTo(code);
            assertThat(ask(version, method, "/delay/1ms").statusCode()).isEqualTo(200);
            HttpResponse<String> drip = ask(version, method, "/drip?bytes=3&duration=0");
            assertThat(drip.statusCode()).isEqualTo(200);
            assertThat(drip.body()).isEqualTo(method.equals("HEAD") ? "" : "***");
        }
    }

    @Test
    void aFormIsNoPlaceForTheParametersOfADrip() {
        given().contentType("application/x-www-form-urlencoded")
                .body("bytes=9&nonsense=1")
                .post("/drip?bytes=3&duration=0")
                .then()
                .statusCode(200)
                .body(equalTo("***"));
    }

    @ParameterizedTest
    @CsvSource({
        "401,WWW-Authenticate,Basic realm=\"http2bin\"",
        "405,Allow,'GET, HEAD, OPTIONS'",
        "407,Proxy-Authenticate,Basic realm=\"http2bin\"",
        "416,Content-Range,bytes */0",
        "429,Retry-After,1",
        "503,Retry-After,1"
    })
    void aStatusBringsTheFieldItNeeds(int code, String name, String value) {
        given().get("/status/" + code).then().statusCode(code).header(name, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "99", "600", "999", "1000", "-200", "abc", "2e2", "+200"})
    void whatIsNoFinalStatusIsRefused(String code) {
        given().get("/status/" + code)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("'code' must be a "));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 103, 199})
    void anInformationalStatusIsPointedToEarlyHints(int code) {
        given().get("/status/" + code).then().statusCode(400).body("detail", containsString("/early-hints"));
    }
}
