package dev.http2bin.bin.connection;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.http2bin.tools.LocalService;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTP/1.1 the views say what there is to say, and fail never. */
class ConnectionHttp1Test {
    private static LocalService service;

    @BeforeAll
    static void start() {
        service = LocalService.started();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static RequestSpecification given() {
        return RestAssured.given()
                .spec(new RequestSpecBuilder().setBaseUri(service.url("")).build())
                .relaxedHTTPSValidation();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/streams", "/frames", "/hpack", "/client"})
    void eachViewIsANoteInJson(String view) {
        given().get("/connection" + view)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("id", matchesPattern("c[0-9]+"))
                .body("protocol", equalTo("HTTP/1.1"))
                .body("note", containsString("HTTP/1.1 has no streams"));
    }

    @Test
    void aPingIsANoteInJson() {
        given().post("/connection/ping")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("protocol", equalTo("HTTP/1.1"))
                .body("note", containsString("PING"));
    }

    @Test
    void framesAsTextAreTheNoteAlone() {
        given().accept(ContentType.TEXT)
                .get("/connection/frames")
                .then()
                .statusCode(200)
                .contentType("text/plain;charset=utf-8")
                .body(containsString("HTTP/1.1 has no streams"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "100001"})
    void aWrongNumberOfFramesIsRefusedByName(String last) {
        given().get("/connection/frames?last=" + last)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "detail",
                        equalTo("'last' must be a whole number from 1 to 100000, not '" + last
                                + "'. Its only parameter is 'last'."));
    }

    @Test
    void aPingByGetIsRefusedWithTheMethodToUse() {
        given().get("/connection/ping").then().statusCode(405).header("allow", containsString("POST"));
    }
}
