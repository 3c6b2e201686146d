package dev.http2bin.http2.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.peer.CapturedLog;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.TrustAll;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Clients over HTTP/1.1 that take their responses slowly: they have a rate, and as long as they like above it. */
@RunningService
@TestPropertySource(properties = {"http2bin.limits.write-timeout=1s", "http2bin.limits.write-rate=1KB"})
class SlowReaderTest {
    private static final int LENGTH = 100_000_000;
    private static final int PAUSE_MILLIS = 100;

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    private double trips() {
        return meters.get("http2.server.limit.exceeded")
                .tag("limit", "write_timeout")
                .counter()
                .count();
    }

    private Socket ask(String method, String target, String fields) throws IOException {
        Socket socket = TrustAll.connect(InetAddress.getLoopbackAddress(), port, "http/1.1");
        socket.setSoTimeout(20_000);
        String request =
                method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + fields + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static long drain(InputStream in) throws IOException {
        long length = 0;
        byte[] some = new byte[64 * 1024];
        try {
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                length += n;
            }
        } catch (IOException e) {
            // the end of the connection in the middle of a TLS record
        }
        return length;
    }

    /** By a stream handler, by a controller on the I/O thread, by a worker that waits for the socket. */
    @ParameterizedTest
    @CsvSource({"/stream/bytes/100000000", "/bytes/100000000", "/test/forever"})
    void aClientThatTakesNothingLosesItsConnection(String target) throws Exception {
        double before = trips();
        try (CapturedLog log = new CapturedLog();
                Socket socket = ask("GET", target, "")) {
            await().atMost(Duration.ofSeconds(10)).until(() -> trips() == before + 1);

            assertThat(drain(socket.getInputStream())).isLessThan(LENGTH);
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR") || line.startsWith("WARN"));
        }
    }

    /** What the buffers of both systems take in the end is no uptake. */
    @Test
    void soDoesOneThatTakesAByteNowAndThen() throws Exception {
        double before = trips();
        try (Socket socket = ask("GET", "/bytes/" + LENGTH, "")) {
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(PAUSE_MILLIS))
                    .until(() -> {
                        socket.getInputStream().read();
                        return trips() == before + 1;
                    });
        }
    }

    /** It would have seconds in all, and never one in which it takes too little. */
    @ParameterizedTest
    @CsvSource({"/stream/bytes/100000000", "/bytes/100000000"})
    void aClientAboveTheRateTakesAsLongAsItLikes(String target) throws Exception {
        double before = trips();
        try (Socket socket = ask("GET", target, "")) {
            InputStream in = socket.getInputStream();
            long length = 0;
            for (int i = 0; i < 40; i++) {
                Thread.sleep(PAUSE_MILLIS);
                length += in.readNBytes(1_000_000).length;
            }
            length += drain(in);

            assertThat(length).isGreaterThan(LENGTH);
            assertThat(trips()).isEqualTo(before);
        }
    }

    /** A response that waits for the clock is not one that its client does not take. */
    @Test
    void aResponseThatHasNothingToSendIsNotBlamedOnItsClient() throws Exception {
        double before = trips();
        try (Socket socket = ask("GET", "/clock?ticks=2&interval=4s", "")) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).contains("tick 2 of 2");
            assertThat(trips()).isEqualTo(before);
        }
    }
}
