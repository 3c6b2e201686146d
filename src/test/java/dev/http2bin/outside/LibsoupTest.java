package dev.http2bin.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.attack.Victim;
import dev.http2bin.tools.ServiceJar;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** libsoup, which sends a request again as often as it is refused: the service answers others as fast as before. */
@Tag("outside")
class LibsoupTest {
    private static final Duration AT_MOST = Duration.ofMillis(250);
    /** libsoup waits without end for some responses that were cut off. */
    private static final int SECONDS_FOR_A_FAULT = 3;

    private static final int SECONDS_OF_RETRIES = 20;

    @TempDir
    Path folder;

    @Test
    void whileLibsoupAsksForEachFaultOthersAreAnsweredAtOnce() throws Exception {
        try (ServiceJar service = new ServiceJar.Start().jvm("-Xmx128m").start();
                Victim victim = new Victim(service.base().getPort())) {
            List<String> faults = faults(service);
            assertThat(faults).hasSizeGreaterThan(8);
            for (String fault : faults) {
                assertUnharmed(service, victim, SECONDS_FOR_A_FAULT, fault);
            }
        }
    }

    @Test
    void whileLibsoupRetriesWhatIsRefusedOthersAreAnsweredAtOnceAndNothingIsKept() throws Exception {
        try (ServiceJar service = new ServiceJar.Start().jvm("-Xmx128m").start();
                Victim victim = new Victim(service.base().getPort())) {
            assertUnharmed(service, victim, SECONDS_OF_RETRIES, "/faults/reset?error=REFUSED_STREAM");

            assertThat(service.log()).doesNotContain("OutOfMemory", "ERROR");
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(LiveObjects.of(service).instances(HttpServerExchange.class))
                            .isLessThanOrEqualTo(5));
        }
    }

    private void assertUnharmed(ServiceJar service, Victim victim, int seconds, String fault) {
        victim.attackBegins();
        String outcome = new ForeignClients(service, folder)
                .libsoup(String.valueOf(seconds), fault)
                .succeeded()
                .text();
        assertThat(victim.slowest())
                .as("slowest response while libsoup asked for %s: %s", fault, outcome)
                .isLessThanOrEqualTo(AT_MOST);
    }

    /** Each that a GET asks for, with the parameters that show it, and each that resets a stream in another way. */
    private static List<String> faults(ServiceJar service) throws IOException {
        String list = Curl.trusting(service).text(service.base() + "/faults");
        List<String> faults = new ArrayList<>();
        for (JsonNode fault : new ObjectMapper().readTree(list).get("faults")) {
            if (fault.get("method").textValue().equals("GET")) {
                faults.add(
                        fault.get("path").textValue() + "?" + fault.get("query").textValue());
            }
        }
        faults.add("/faults/reset?error=NO_ERROR");
        faults.add("/faults/reset?error=HTTP_1_1_REQUIRED");
        faults.add("/faults/goaway?error=ENHANCE_YOUR_CALM");
        faults.add("/faults/close");
        return faults;
    }
}
