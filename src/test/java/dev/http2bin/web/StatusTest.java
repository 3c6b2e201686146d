package dev.http2bin.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /status/{code}}. */
class StatusTest extends RunningServer {

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
    @ValueSource(ints = {400, 401, 403, 404, 405, 407, 413, 416, 418, 429, 451, 499, 500, 503, 599})
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

    @Test
    void anInformationalStatusIsPointedToEarlyHints() {
        given().get("/status/103").then().statusCode(400).body("detail", containsString("/early-hints"));
    }
}
