package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.tools.Background;
import dev.http2bin.tools.Scrape;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients for whom there is always something to do, beside new ones on the one I/O thread. */
@Tag("outside")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FairnessTest {
    private static final int VISITORS = 10;
    private static final double SECONDS = 1;
    /** So many DATA frames of a load come before the visitors: a JVM that still compiles keeps all waiting alike. */
    private static final int WARM = 10_000;

    private final ServiceJar service =
            new ServiceJar.Start().property("server.undertow.threads.io", "1").start();

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-D 30 -c 8 -m 50 /version",
                "-D 30 -c 8 -m 50 /stream/version",
                "-n 1 -c 1 -w 30 -W 30 /bytes/10000000000",
                "-n 2 -c 2 -w 30 -W 30 /stream/bytes/10000000000"
            })
    void quickClientsLeaveTheOthersTheirTurns(String load) throws Exception {
        Scrape before = service.scrapeWhen("all is quiet", meters -> meters.sample("streams_active") == 0);
        try (Background quick = h2load(load)) {
            service.scrapeWhen(
                    "the load runs without a pause, and the JVM is warm",
                    meters -> meters.since(before, "frames_total", "direction", "out", "type", "DATA") > WARM);
            Curl curl = Curl.trusting(service);

            for (int i = 0; i < VISITORS; i++) {
                String seconds = curl.text("-o", "/dev/null", "-w", "%{time_total}", service.base() + "/hello");
                assertThat(Double.parseDouble(seconds)).isLessThan(SECONDS);
            }

            assertThat(quick.isAlive()).isTrue();
        }
        service.scrapeWhen("the load ends", meters -> meters.sample("streams_active") == 0);
    }

    private Background h2load(String load) {
        String[] arguments = Stream.of(load.split(" "))
                .map(argument -> argument.startsWith("/") ? service.base() + argument : argument)
                .toArray(String[]::new);
        return Tool.require("h2load").start(arguments);
    }
}
