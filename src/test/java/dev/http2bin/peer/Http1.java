package dev.http2bin.peer;

import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;

/** REST Assured, which speaks HTTP/1.1, against a {@link RunningService}. */
public final class Http1 {
    private Http1() {}

    /** A request to the service on this port. */
    public static RequestSpecification given(int port) {
        return RestAssured.given()
                .spec(new RequestSpecBuilder()
                        .setBaseUri("https://localhost")
                        .setPort(port)
                        .build())
                .relaxedHTTPSValidation();
    }
}
