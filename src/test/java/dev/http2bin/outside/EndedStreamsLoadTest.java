package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.attack.Ending;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Stream;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Vitals;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Streams of every outcome leave nothing in the heap: neither while their connection stays open nor with connections that come
 * and go. There are 10,000 streams, or {@code -Dended.streams}, and 1,000 connections:
 *
 * <pre>./mvnw -Poutside verify -Dit.test=EndedStreamsLoadTest -Dended.streams=100000</pre>
 */
@Tag("outside")
class EndedStreamsLoadTest {
    private static final int STREAMS = Integer.getInteger("ended.streams", 10_000);
    private static final int CONNECTIONS = 1_000;
    private static final int WARM_UP_STREAMS = 10_000;
    private static final int WARM_UP_CONNECTIONS = 200;
    private static final long FLAT_BYTES = 2_000_000;

    /** One early answer, which takes a quarter of a second, comes with so many rounds of all others. */
    private static final int ROUNDS_TO_AN_EARLY_ANSWER = 100;

    /** Frames that nobody asked for are dropped, and the connection's window is opened, after so many streams. */
    private static final int BATCH = 50;

    /** About what they take of the connection's window, which must not overflow. */
    private static final int BATCH_BYTES = 1 << 16;

    private static final List<String> BUDGETS = List.of("resets", "retries", "control-frames");

    private ServiceJar service;

    @BeforeEach
    void start() {
        ServiceJar.Start start = new ServiceJar.Start().jvm("-Xmx128m");
        BUDGETS.forEach(budget -> start.property("http2bin.limits." + budget, "100000000"));
        service = start.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void streamsOfEveryOutcomeLeaveNothingWhileTheirConnectionStaysOpen() {
        try (ScriptedPeer peer = connect()) {
            int next = end(peer, 1, WARM_UP_STREAMS);
            LiveObjects warm = idle(1);

            next = end(peer, next, STREAMS);

            assertFlat(warm, idle(1));
            assertThat(peer.get(next, "/version").response(next).status()).isEqualTo("200");
            assertThat(Vitals.meters(service).sample("connections_active")).isEqualTo(1);
        }
    }

    @Test
    void connectionsThatComeAndGoLeaveNothing() {
        comeAndGo(WARM_UP_CONNECTIONS);
        LiveObjects warm = idle(0);

        comeAndGo(CONNECTIONS);

        assertFlat(warm, idle(0));
    }

    private void comeAndGo(int connections) {
        for (int i = 0; i < connections; i++) {
            try (ScriptedPeer peer = connect()) {
                end(peer, 1, Ending.values().length - 1);
                if (i % 2 == 0) {
                    peer.get(1_001, "/bytes/100000").await("1001 HEADERS"); // the connection ends with it
                }
            }
        }
    }

    private ScriptedPeer connect() {
        return ScriptedPeer.connect(service.base().getPort()).greet(Setting.INITIAL_WINDOW_SIZE, 1_000);
    }

    /** Ends so many streams from this id on, in every way in turn; returns the next id. */
    private static int end(ScriptedPeer peer, int first, int streams) {
        Ending[] endings = Ending.values();
        int id = first;
        for (int i = 0; i < streams; i++) {
            Ending ending = endings[i % endings.length];
            boolean skipped = ending == Ending.ANSWERED_EARLY && i / endings.length % ROUNDS_TO_AN_EARLY_ANSWER != 0;
            (skipped ? Ending.COMPLETED : ending).end(peer, id);
            id += 2;
            if (i % BATCH == 0) {
                peer.windowUpdate(0, BATCH_BYTES).settle().forget();
            }
        }
        peer.settle().forget();
        return id;
    }

    /** The heap once no stream is open; fails if objects of ended streams or connections stay. */
    private LiveObjects idle(int connections) {
        service.scrapeWhen("no stream is open", meters -> isIdle(meters, connections));
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    LiveObjects now = LiveObjects.of(service);
                    assertThat(now.instances(HttpServerExchange.class))
                            .as("exchanges beside the meters' own")
                            .isLessThanOrEqualTo(5);
                    assertThat(now.instances("io.undertow.protocols.http2.Http2Channel$StreamHolder"))
                            .isZero();
                    assertThat(now.instances("io.undertow.protocols.http2.Http2HeadersStreamSinkChannel"))
                            .isZero();
                    assertThat(now.instances("io.undertow.protocols.http2.Http2StreamSourceChannel"))
                            .isZero();
                    assertThat(now.instances(Stream.class)).isZero();
                    assertThat(now.instances(Connection.class)).isEqualTo(connections);
                });
        return LiveObjects.of(service);
    }

    private static boolean isIdle(Scrape meters, int connections) {
        return meters.sample("streams_active") == 0 && meters.sample("connections_active") == connections;
    }

    private void assertFlat(LiveObjects warm, LiveObjects last) {
        assertThat(last.bytes()).as("bytes of the heap, %s before", warm).isLessThan(warm.bytes() + FLAT_BYTES);
        assertThat(service.log()).doesNotContain("OutOfMemory", "ERROR");
    }
}
