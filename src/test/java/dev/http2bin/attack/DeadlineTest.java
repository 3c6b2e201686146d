package dev.http2bin.attack;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every default deadline to the second; the slow clients wait side by side, and the victim beside all of them. */
@UnderAttack
class DeadlineTest {
    private static final Map<SlowClient, CompletableFuture<Duration>> WAITED = new EnumMap<>(SlowClient.class);
    private static final Map<SlowClient, Reaction> REACTIONS = new EnumMap<>(SlowClient.class);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @BeforeAll
    static void allBegin(@LocalServerPort int port, @Autowired MeterRegistry meters) {
        for (SlowClient client : SlowClient.values()) {
            Reaction reaction = Reaction.of(client.limit(), meters);
            REACTIONS.put(client, reaction);
            WAITED.put(client, CompletableFuture.supplyAsync(() -> waited(client, port, reaction), THREADS));
        }
    }

    private static Duration waited(SlowClient client, int port, Reaction reaction) {
        try {
            client.against(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reaction.after();
    }

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void endsTheWaitOf(SlowClient client) throws Exception {
        Duration waited = requireNonNull(WAITED.get(client)).get(60, TimeUnit.SECONDS);

        assertThat(waited)
                .isBetween(client.deadline().minusMillis(10), client.deadline().plus(client.tolerance()));
        requireNonNull(REACTIONS.get(client)).isCounted(1);
    }
}
