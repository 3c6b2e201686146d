package dev.http2bin.bin.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.http2bin.tools.Background;
import dev.http2bin.tools.LocalService;
import dev.http2bin.tools.Tool;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /actuator/http2}. */
class Http2EndpointTest {
    private static LocalService service;

    @BeforeAll
    static void start() {
        service = LocalService.started();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anOpenConnectionIsListedWithoutTheValuesOfItsFields() {
        String[] slowly = {
            "-sS",
            "--http2",
            "--cacert",
            service.ca().toString(),
            "--limit-rate",
            "20k",
            "-o",
            "/dev/null",
            "-H",
            "x-secret: not-for-the-operator",
            service.url("/bytes/100000000")
        };
        try (Background curl = Tool.require("curl").start(slowly)) {
            service.scrapeWhen("a stream", now -> now.sample("streams_active") == 1);
            assertThat(curl.isAlive()).isTrue();

            String text = service.managed("/http2");
            JsonPath all = JsonPath.from(text);
            String id = all.getString("connections[0].id");
            JsonPath one = JsonPath.from(service.managed("/http2/" + id));

            assertThat(all.getList("connections")).hasSize(1);
            assertThat(all.getLong("connections[0].hpack.inbound.insertions")).isPositive();
            assertThat(all.getList("connections[0].hpack.inboundDynamicHeaderTable"))
                    .isEmpty();
            assertThat(text).doesNotContain("not-for-the-operator").doesNotContain("/bytes/");
            assertThat(one.getString("id")).isEqualTo(id);
            assertThat(one.getString("streams.1.state")).isEqualTo("half-closed (remote)");
        }
    }

    @Test
    void anUnknownConnectionIsNotFound() {
        for (String id : List.of("c0", "nope", "a%20b")) {
            RestAssured.given()
                    .urlEncodingEnabled(false)
                    .get(service.management("/http2/" + id))
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("status", equalTo(404));
        }
    }
}
