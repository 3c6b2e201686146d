package dev.http2bin.bin.priority;

import static dev.http2bin.http2.frame.FrameType.DATA;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static dev.http2bin.http2.frame.Setting.INITIAL_WINDOW_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.Flags;
import dev.http2bin.peer.Http1;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A run of responses of different urgency, and what its report says of the order in which they were sent. */
@RunningService
@TestPropertySource(properties = {"http2bin.priority.max-wait=500ms", "http2bin.priority.max-runs=3"})
class PriorityRunTest {
    private static final int OPEN = 2_000_000;

    @LocalServerPort
    private int port;

    private JsonPath begin(String query) {
        return Http1.given(port).get("/priority/run?" + query).jsonPath();
    }

    private JsonPath report(JsonPath run) {
        return Http1.given(port).get(run.getString("report")).jsonPath();
    }

    private static void request(ScriptedPeer peer, JsonPath run, int number, String... fields) {
        peer.get(2 * number - 1, run.getString("requests[" + (number - 1) + "].path"), fields);
    }

    private static void requestAll(ScriptedPeer peer, JsonPath run) {
        int all = run.getList("requests").size();
        for (int number = 1; number <= all; number++) {
            request(peer, run, number, "priority", run.getString("requests[" + (number - 1) + "].priority"));
        }
    }

    /** Reads until so many responses are whole. */
    private static void awaitWhole(ScriptedPeer peer, int responses) {
        for (int left = responses; left > 0; ) {
            PeerFrame frame = peer.next();
            left -= frame.type() == DATA && frame.has(Flags.END_STREAM) ? 1 : 0;
        }
        peer.settle();
    }

    private static ScriptedPeer open(ScriptedPeer peer) {
        return peer.greet(INITIAL_WINDOW_SIZE, OPEN).windowUpdate(0, 100_000_000);
    }

    @Test
    void theReportSaysThatTheOrderAskedForWasKept(ScriptedPeer peer) {
        JsonPath run = begin("responses=4&length=400000");
        open(peer);
        requestAll(peer, run);
        awaitWhole(peer, 4);

        JsonPath report = report(run);
        assertThat(report.getBoolean("obeyed")).as(report.prettify()).isTrue();
        assertThat(report.<Integer>getList("sent")).containsExactly(4, 1, 2, 3);
        assertThat(report.<Integer>getList("asked")).containsExactly(4, 1, 2, 3);
        assertThat(report.<String>getList("findings"))
                .first()
                .isEqualTo("The responses ended in the order that was asked for: 4, 1, 2, 3.");
        assertThat(report.getInt("responses[3].content.bytes")).isEqualTo(400_000);
        assertThat(report.getInt("responses[3].content.interleaved")).isLessThanOrEqualTo(16_384);
        assertThat(report.getString("responses[3].field")).isEqualTo("u=0");
    }

    /** Each response says that all are alike, so they take turns. */
    @Test
    void withPrioritiesTurnedOffTheResponsesTakeTurns(ScriptedPeer peer) {
        JsonPath run = begin("responses=4&length=400000&obey=false");
        open(peer);
        requestAll(peer, run);
        awaitWhole(peer, 4);

        JsonPath report = report(run);
        assertThat(report.<Object>get("obeyed")).as(report.prettify()).isNull();
        assertThat(report.getInt("responses[3].content.interleaved")).isGreaterThan(400_000);
        assertThat(report.getString("responses[3].priority")).isEqualTo("u=3, i");
        assertThat(report.getString("findings[0]")).contains("obey=false");
    }

    @Test
    void headersLeaveAtOnceAndContentWhenAllAreRequestedOrTheWaitIsOver(ScriptedPeer peer) {
        JsonPath run = begin("responses=2&length=200000");
        open(peer);
        request(peer, run, 1, "priority", "u=7");
        peer.awaitFrame(HEADERS, 1);
        long asked = System.nanoTime();

        peer.awaitFrame(DATA, 1);

        assertThat(System.nanoTime() - asked).isGreaterThan(300_000_000L);
        assertThat(report(run).<String>getList("findings")).containsExactly("1 of 2 responses were requested so far.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u=3|u=3|All requests were as urgent",
                "u=3, i|u=3|All requests were as urgent",
                "|| No request had a priority field",
            })
    void theReportSaysWhyNothingCanBeSaid(String first, String second, String finding, ScriptedPeer peer) {
        JsonPath run = begin("responses=2&length=200000");
        open(peer);
        request(peer, run, 1, first == null ? new String[0] : new String[] {"priority", first});
        request(peer, run, 2, second == null ? new String[0] : new String[] {"priority", second});
        awaitWhole(peer, 2);

        JsonPath report = report(run);
        assertThat(report.<Object>get("obeyed")).isNull();
        assertThat(report.getString("findings[0]")).startsWith(finding);
    }

    /** Others may go while the urgent response waits for its own window, and the server is not to blame. */
    @Test
    void aStallOfTheUrgentResponseIsTold(ScriptedPeer peer) {
        JsonPath run = begin("responses=2&length=200000");
        peer.greet(INITIAL_WINDOW_SIZE, 100_000).windowUpdate(0, 100_000_000);
        requestAll(peer, run);
        peer.awaitFrame(DATA, 3);
        peer.windowUpdate(1, OPEN);
        for (PeerFrame frame = peer.next();
                frame.streamId() != 1 || !frame.has(Flags.END_STREAM) || frame.type() != DATA; ) {
            frame = peer.next();
        }
        peer.windowUpdate(3, OPEN);
        awaitWhole(peer, 1);

        JsonPath report = report(run);
        assertThat(report.<Object>get("obeyed")).as(report.prettify()).isNull();
        assertThat(report.<String>getList("findings"))
                .hasSize(3)
                .last()
                .asString()
                .startsWith("Response 2 had to wait once for its own flow-control window");
    }

    @Test
    void aShortResponseProvesNothing(ScriptedPeer peer) {
        JsonPath run = begin("responses=2&length=100");
        open(peer);
        requestAll(peer, run);
        awaitWhole(peer, 2);

        assertThat(report(run).<String>getList("findings"))
                .containsExactly("Responses of 100 bytes may be in the socket before the urgent one is requested."
                        + " Ask for a longer 'length'.");
    }

    @Test
    void requestsOverHttp1HaveNoOrder() {
        JsonPath run = begin("responses=2&length=200000");
        for (int number = 0; number < 2; number++) {
            Http1.given(port)
                    .get(run.getString("requests[" + number + "].path"))
                    .then()
                    .statusCode(200);
        }

        assertThat(report(run).getString("findings[0]")).startsWith("Response 1 was requested over HTTP/1.1");
    }

    @Test
    void requestsOnSeveralConnectionsHaveNoOrder(ScriptedPeer one, ScriptedPeer other) {
        JsonPath run = begin("responses=2&length=200000");
        open(one);
        open(other);
        request(one, run, 1, "priority", "u=7");
        request(other, run, 2, "priority", "u=0");
        awaitWhole(one, 1);
        awaitWhole(other, 1);

        assertThat(report(run).getString("findings[0]")).startsWith("The requests came on 2 connections.");
    }

    @Test
    void theOldestRunIsForgottenWhereThereAreTooMany() {
        JsonPath first = begin("responses=2");
        List.of(1, 2, 3).forEach(each -> begin("responses=2"));

        Http1.given(port).get(first.getString("report")).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"responses=1", "responses=21", "length=0", "length=10485761", "obey=perhaps", "response=4"})
    void aParameterOutOfItsBoundsIsRefused(String query) {
        assertThat(Http1.given(port).get("/priority/run?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void aBrowserGetsThePageAndATerminalTheCommand() {
        assertThat(Http1.given(port)
                        .accept("text/html,*/*;q=0.8")
                        .get("/priority/run")
                        .contentType())
                .startsWith("text/html");
        assertThat(Http1.given(port).accept("text/plain").get("/priority/run").asString())
                .contains("curl -Z", "-H 'priority: u=7'", "--next", "-H 'priority: u=0'", "/priority/report?id=");
        assertThat(Http1.given(port).accept("*/*").get("/priority/run").contentType())
                .startsWith("application/json");
    }
}
