package dev.http2bin.bin.live;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What {@code /connection/events} tells, and that it ends. */
@RunningService
@TestPropertySource(properties = {"http2bin.live.patience=600ms", "http2bin.live.max-pages=3"})
class EventsTest {

    @Autowired
    LivePages pages;

    @LocalServerPort
    int port;

    /** The next event of a stream; comments and other streams' frames are left out. */
    private static JsonPath event(ScriptedPeer peer, int streamId) {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\n\n")) {
            text.append(peer.awaitFrame(FrameType.DATA, streamId).text());
        }
        assertThat(text).startsWith("data: ");
        return JsonPath.from(text.substring("data: ".length()));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    @BeforeEach
    void forgetOtherTests() throws InterruptedException {
        await(() -> pages.active() == 0);
    }

    @Test
    void aHeadIsAnsweredAtOnceAndIsNoPage(ScriptedPeer peer) {
        peer.greet().headers(1, END_STREAM, ScriptedPeer.request("HEAD", "/connection/events"));

        assertThat(peer.response(1).status()).isEqualTo("200");
        assertThat(pages.active()).isZero();
    }

    @Test
    void theFirstEventTellsWhatWasAndTheNextWhatIsNew(ScriptedPeer peer) {
        peer.greet().get(1, "/hello").get(3, "/connection/events");
        JsonPath first = event(peer, 3);
        assertThat(first.getString("protocol")).isEqualTo("HTTP/2");
        assertThat(first.getInt("stream")).isEqualTo(3);
        assertThat(first.<String>getList("frames.line")).contains("< 0 SETTINGS 36", "> 0 SETTINGS 0");
        assertThat(first.getInt("settings.MAX_CONCURRENT_STREAMS")).isEqualTo(100);

        peer.get(5, "/hello", "x-lab", "one");
        JsonPath next = event(peer, 3);
        while (next.getList("frames.line").stream().noneMatch(line -> line.equals("< 5 DATA 33 END_STREAM"))) {
            next = event(peer, 3);
        }
        assertThat(next.getInt("streamsOpened")).isEqualTo(3);
        assertThat(next.getString("streams.5.outcome")).isEqualTo("completed");
    }

    @Test
    void framesThatNobodyRemembersAreCountedAndNotMadeUp(ScriptedPeer peer) {
        peer.greet();
        for (int id = 1; id < 201; id += 2) {
            peer.get(id, "/hello");
            peer.response(id);
        }
        peer.get(201, "/connection/events");
        JsonPath first = event(peer, 201);
        List<Integer> numbers = first.getList("frames.number");
        assertThat(numbers).hasSizeLessThanOrEqualTo(200).doesNotContain(0);
        assertThat(first.getInt("missed")).isEqualTo(numbers.get(0));
        assertThat(first.<Float>getList("frames.at")).allMatch(at -> at >= 0);
    }

    @Test
    void eachFieldComesWithItsRepresentationAndOctets(ScriptedPeer peer) {
        peer.greet().get(1, "/connection/events");
        event(peer, 1);
        peer.get(3, "/hello", "x-lab", "new");
        JsonPath block = event(peer, 1);
        String path = "headers.find { it.streamId == 3 && it.direction == 'in' }";
        assertThat(block.getString(path + ".fields.find { it.name == ':method' }.representation"))
                .isEqualTo("indexed_static");
        assertThat(block.getInt(path + ".fields.find { it.name == ':method' }.wire"))
                .isEqualTo(1);
        assertThat(block.getString(path + ".fields.find { it.name == 'x-lab' }.representation"))
                .isEqualTo("literal_indexed");
        assertThat(block.getInt(path + ".fields.find { it.name == 'x-lab' }.plain"))
                .isEqualTo(8);
        List<Integer> wire = block.getList(path + ".fields.wire");
        assertThat(wire.stream().mapToInt(Integer::intValue).sum()).isEqualTo(block.getInt(path + ".wire"));

        peer.get(5, "/hello", "x-lab", "new");
        JsonPath again = event(peer, 1);
        String second = "headers.find { it.streamId == 5 && it.direction == 'in' }";
        assertThat(again.getString(second + ".fields.find { it.name == 'x-lab' }.representation"))
                .isEqualTo("indexed_dynamic");
    }

    @Test
    void anEventIsNoNewsForTheNext(ScriptedPeer peer) throws Exception {
        peer.greet().get(1, "/connection/events");
        event(peer, 1);
        peer.windowUpdate(0, 1000).windowUpdate(1, 1000);
        Thread.sleep(900); // four looks
        peer.settle();
        JsonPath next = event(peer, 1);
        assertThat(next.<String>getList("frames.line")).contains("> 0 PING 8");
    }

    @Test
    void aGoAwayEndsTheEventsSoThatTheConnectionCanEnd(ScriptedPeer peer) {
        peer.greet().get(1, "/connection/events");
        event(peer, 1);
        peer.get(3, "/faults/goaway");
        JsonPath last = event(peer, 1);
        assertThat(last.<String>getList("frames.line")).anyMatch(line -> line.contains("GOAWAY"));
        peer.expectClosed();
    }

    @Test
    void aPageThatIsResetIsForgotten(ScriptedPeer peer) throws Exception {
        int before = pages.active();
        peer.greet().get(1, "/connection/events");
        event(peer, 1);
        assertThat(pages.active()).isEqualTo(before + 1);
        peer.rst(1, dev.http2bin.http2.frame.ErrorCode.CANCEL);
        await(() -> pages.active() == before);
    }

    @Test
    void aPageThatDoesNotReadIsDroppedAndCounted(ScriptedPeer peer) throws Exception {
        long dropped = pages.dropped();
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 2000).get(1, "/connection/events");
        await(() -> pages.dropped() == dropped + 1);
        await(() -> pages.active() == 0);
        peer.await("1 RST_STREAM CANCEL");
        peer.get(3, "/status/204");
        assertThat(peer.response(3).status()).isEqualTo("204");
    }

    @Test
    void onePageTooManyIsToldSo(ScriptedPeer peer) throws Exception {
        await(() -> pages.active() == 0);
        peer.greet().get(1, "/connection/events").get(3, "/connection/events").get(5, "/connection/events");
        event(peer, 1);
        event(peer, 3);
        event(peer, 5);
        peer.get(7, "/connection/events");
        ScriptedPeer.Response refused = peer.response(7);
        assertThat(refused.status()).isEqualTo("503");
        assertThat(refused.text()).contains("Too many pages");
    }

    @Test
    void overHttp1OneEventSaysWhatIsMissing() {
        RestAssured.given()
                .spec(new RequestSpecBuilder()
                        .setBaseUri("https://localhost")
                        .setPort(port)
                        .build())
                .relaxedHTTPSValidation()
                .get("/connection/events")
                .then()
                .statusCode(200)
                .contentType(containsString("text/event-stream"))
                .body(containsString("HTTP/1.1 has no streams"));
    }
}
