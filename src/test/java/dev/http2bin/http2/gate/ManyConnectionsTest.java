package dev.http2bin.http2.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.exchange.NonBlocking;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.peer.Recording;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What many connections send at once is not open at once: it would take memory for each of their streams. */
@RunningService
@TestPropertySource(properties = "server.undertow.threads.io=1")
@Import(ManyConnectionsTest.OpenStreams.class)
class ManyConnectionsTest {
    private static final int CONNECTIONS = 4;
    private static final int STREAMS = 50;

    @LocalServerPort
    int port;

    @Autowired
    Ledger ledger;

    @RestController
    @TestComponent
    static class OpenStreams {
        private final Ledger ledger;

        OpenStreams(Ledger ledger) {
            this.ledger = ledger;
        }

        /** Of all connections; the only I/O thread may ask them all. */
        @NonBlocking
        @GetMapping("/test/open-streams")
        String openStreams() {
            return "" + ledger.connections().stream().mapToInt(OpenStreams::of).sum();
        }

        private static int of(Connection connection) {
            return connection.streams().size();
        }
    }

    @Test
    void theRequestsOfOneConnectionAreAnsweredBeforeThoseOfTheNextAreRead() {
        List<ScriptedPeer> peers = Stream.generate(
                        () -> ScriptedPeer.connect(port).greet())
                .limit(CONNECTIONS)
                .toList();
        Recording requests = new Recording();
        ids().forEach(id -> requests.get(id, "/test/open-streams"));

        CountDownLatch sent = new CountDownLatch(1);
        CompletableFuture<Boolean> busy = ledger.connections().iterator().next().ask(thread -> await(sent));
        peers.forEach(peer -> peer.raw(requests.octets()));
        sent.countDown();
        assertThat(busy.join()).isTrue();

        for (ScriptedPeer peer : peers) {
            assertThat(ids().mapToObj(id -> peer.response(id).text()).map(Integer::valueOf))
                    .allMatch(open -> open <= STREAMS);
            peer.close();
        }
    }

    private static boolean await(CountDownLatch sent) {
        try {
            return sent.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static IntStream ids() {
        return IntStream.range(0, STREAMS).map(n -> 2 * n + 1);
    }
}
