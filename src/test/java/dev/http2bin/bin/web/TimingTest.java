package dev.http2bin.bin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** {@code /clock}, {@code /drip} and {@code /delay/{duration}}. */
@TestPropertySource(
        properties = {"server.shutdown=immediate", "server.undertow.threads.io=1", "server.undertow.threads.worker=2"})
class TimingTest extends RunningServer {

    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]{3})?Z";

    @Test
    void theClockGivesALineATick() {
        String body = given().get("/clock?ticks=3&interval=1ms")
                .then()
                .statusCode(200)
                .header("content-type", "text/plain; charset=utf-8")
                .extract()
                .asString();
        assertThat(body)
                .matches("tick 1 of 3 at %s\ntick 2 of 3 at %s\ntick 3 of 3 at %s\n".formatted(TIME, TIME, TIME));
    }

    @Test
    void aTickComesBeforeTheNextOneIsDue() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /clock?ticks=2&interval=PT59S HTTP/1.1\nHost: localhost\n\n");
            assertThat(readUntil(socket, "Z\n")).contains("tick 1 of 2 at ").doesNotContain("tick 2");
            leave(socket);
        }
    }

    @Test
    void aThousandTicksAllCome() {
        assertThat(given().get("/clock?ticks=1000&interval=1ms").asString().lines())
                .hasSize(1000)
                .last()
                .asString()
                .startsWith("tick 1000 of 1000 at ");
    }

    @ParameterizedTest
    @CsvSource({"1,0", "10,20ms", "3,0s", "1000,5ms", "1048576,30ms"})
    void theDripGivesExactlyItsBytes(int bytes, String duration) {
        String body = given().get("/drip?bytes=" + bytes + "&duration=" + duration)
                .then()
                .statusCode(200)
                .header("content-length", String.valueOf(bytes))
                .header("content-type", "text/plain; charset=utf-8")
                .extract()
                .asString();
        assertThat(body).isEqualTo("*".repeat(bytes));
    }

    @Test
    void headOfADripSaysItsLength() {
        given().head("/drip?bytes=7&duration=1ms").then().statusCode(200).header("content-length", "7");
    }

    @Test
    void delayWaitsAndSaysHowLong() {
        long start = System.nanoTime();
        assertThat(given().get("/delay/30ms").then().statusCode(200).extract().asString())
                .isEqualTo("{\n  \"delay\": 0.030\n}\n");
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.02,0.02", "000.020,0.02", "20ms,0.02", "PT0.02S,0.02", "1,1", "0s,0"})
    void aDurationWithoutAUnitIsInSeconds(String duration, float seconds) {
        long start = System.nanoTime();
        given().get("/delay/" + duration).then().statusCode(200).body("delay", equalTo(seconds));
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo((long) (seconds * 1e9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/clock?ticks=2&interval=0.5",
                "/drip?bytes=2&duration=0.5",
                "/early-hints?delay=0.5",
                "/stream/early-hints?delay=0.5",
                "/lab/tiles/1?delay=0.5",
                "/check?after=0.5"
            })
    void soItIsWhereverACallerGivesOne(String target) throws Exception {
        long start = System.nanoTime();
        assertThat(get(target).statusCode()).isEqualTo(200);
        boolean waits = !target.startsWith("/check"); // over HTTP/1.1 it has nothing to wait for
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(waits ? 500_000_000L : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "/delay/2000,2000ms",
        "/clock?interval=1000,1000ms",
        "/drip?duration=60000,60000ms",
        "/early-hints?delay=300,300ms",
        "/stream/early-hints?delay=300,300ms",
        "/lab/tiles/1?delay=50,50ms",
        "/faults/ping-silence?for=1500,1500ms"
    })
    void whoMeansMillisecondsIsToldHowToWriteThem(String target, String written) {
        given().get(target).then().statusCode(400).body("detail", containsString("write " + written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/delay/60001", "/delay/61.5", "/delay/61s", "/delay/-1"})
    void whatMillisecondsDoNotHelpIsNotPointedToThem(String target) {
        given().get(target).then().statusCode(400).body("detail", not(containsString("write")));
    }

    @ParameterizedTest
    @CsvSource({"0.2s,0.2", "250.0ms,0.25", "0.001m,0.06", "PT0.1S,0.1"})
    void aUnitMayHaveAFraction(String duration, float seconds) {
        given().get("/delay/" + duration).then().statusCode(200).body("delay", equalTo(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/delay/+2",
                "/delay/-0",
                "/delay/1e3",
                "/delay/0.5x",
                "/delay/+2s",
                "/delay/.5",
                "/clock?ticks=1&interval=%2B1",
                "/drip?bytes=2&duration=%2B3"
            })
    void aSignOrAnotherUnitIsNoDuration(String target) {
        given().urlEncodingEnabled(false)
                .get(target)
                .then()
                .statusCode(400)
                .body("detail", containsString("must be a duration"));
    }

    @Test
    void whoWaitsHoldsNoWorker() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try {
            for (String path : List.of("/delay/60", "/clock?interval=30s&ticks=2", "/early-hints?delay=60s")) {
                for (int i = 0; i < 4; i++) {
                    Socket socket = connect();
                    waiting.add(socket);
                    send(socket, "GET " + path + " HTTP/1.1\nHost: localhost\n\n");
                }
            }
            // Two workers, twelve who wait: this answer needs one of the two.
            given().get("/delay/1ms").then().statusCode(200);
            given().get("/hello").then().statusCode(200);
        } finally {
            for (Socket socket : waiting) {
                leave(socket);
            }
        }
    }

    /** Closes at once: else the JDK waits for the server to close too, which a request is still ahead of. */
    private static void leave(Socket socket) throws Exception {
        socket.setSoTimeout(1);
        socket.close();
    }

    @Test
    void whoLeavesEarlyDisturbsNobody() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (Socket socket = connect()) {
                send(socket, "GET /clock?ticks=100&interval=1ms HTTP/1.1\nHost: localhost\n\n");
                readUntil(socket, "Z\n");
            }
        }
        assertThat(given().get("/clock?ticks=100&interval=1ms").asString().lines())
                .hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/clock?ticks=0",
                "/clock?ticks=1001",
                "/clock?ticks=x",
                "/clock?ticks=-1",
                "/clock?ticks=1&ticks=2",
                "/clock?interval=0s",
                "/clock?interval=soon",
                "/clock?interval=61s",
                "/clock?interval=99999999999999999999s",
                "/clock?interval=PT1000000000000H",
                "/clock?ticks=100&interval=1s",
                "/drip?bytes=0",
                "/drip?bytes=1048577",
                "/drip?duration=61s",
                "/drip?duration=-1s",
                "/delay/60001",
                "/delay/61",
                "/delay/60.000000001",
                "/delay/0.0000000001",
                "/delay/-1",
                "/delay/1e1",
                "/delay/.5",
                "/delay/1.",
                "/clock?interval=0",
                "/clock?interval=1000",
                "/drip?duration=2000",
                "/delay/99999999999999999999"
            })
    void whatIsOutOfBoundsIsRefused(String target) {
        String detail = given().get(target)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Bad Request"))
                .extract()
                .path("detail");
        assertThat(detail).containsPattern("must (be a (whole number|duration) from .+ to .+, not '|stay within)");
    }
}
