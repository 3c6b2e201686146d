package dev.http2bin.http2.http1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.TrustAll;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Clients over HTTP/1.1 that send a byte now and then: a head has a deadline, and content a rate. */
@RunningService
@TestPropertySource(
        properties = {
            "http2bin.limits.header-block-timeout=1s",
            "http2bin.limits.body-grace=1s",
            "http2bin.limits.body-rate=64B"
        })
class SlowRequestTest {
    private static final int PAUSE_MILLIS = 100;
    private static final String GET = "GET /version HTTP/1.1\r\nHost: localhost\r\n";

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Socket tls() throws IOException {
        return TrustAll.connect(InetAddress.getLoopbackAddress(), port, "http/1.1");
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Sends a piece again and again, and returns what comes until the server closes. */
    private static String drip(Socket socket, String piece) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] some = new byte[4_096];
        socket.setSoTimeout(PAUSE_MILLIS);
        for (int i = 0; i < 100; i++) {
            try {
                int n = socket.getInputStream().read(some);
                if (n < 0) {
                    return answer.toString(StandardCharsets.UTF_8);
                }
                answer.write(some, 0, n);
            } catch (SocketTimeoutException e) {
                send(socket, piece);
            }
        }
        throw new AssertionError("still open after: " + answer.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "\r\n", "GET /version", GET, GET + "A: b"})
    void aHeadThatComesByteAfterByteIsEnded(String begin) throws Exception {
        try (Socket socket = tls()) {
            send(socket, begin);

            assertThat(drip(socket, begin.equals("\r\n") ? begin : "x"))
                    .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                    .contains("\r\nConnection: close\r\n", "header-block-timeout");
        }
    }

    @Test
    void soIsTheHeadOfALaterRequest() throws Exception {
        try (Socket socket = tls()) {
            send(socket, GET + "\r\n" + GET);

            assertThat(RawClient.statuses(drip(socket, "x"))).containsExactly(200, 408);
        }
    }

    @Test
    void soItIsOnTheManagementPort() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), managementPort)) {
            send(socket, "GET /actuator/health HT");

            assertThat(RawClient.statuses(drip(socket, "x"))).containsExactly(408);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/body,Content-Length: 100000,x",
        "/echo,Content-Length: 100000,x",
        "/stream/body,Content-Length: 100000,x",
        "/body,Transfer-Encoding: chunked,1|x|",
        "/body,Transfer-Encoding: chunked,0"
    })
    void contentThatComesTooSlowlyIsEnded(String path, String field, String piece) throws Exception {
        try (Socket socket = tls()) {
            send(socket, "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n\r\n");

            assertThat(drip(socket, piece.replace("|", "\r\n")))
                    .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                    .contains("body-rate");
        }
    }

    /** Its response has begun, so it can only be cut off. */
    @Test
    void soIsContentThatIsGivenBack() throws Exception {
        try (Socket socket = tls()) {
            send(socket, "PUT /duplex HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");

            assertThat(drip(socket, "x")).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void contentAtTheRateIsTakenHoweverLongItIs() throws Exception {
        String piece = "x".repeat(20);
        try (Socket socket = tls()) {
            send(socket, "POST /body HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 600\r\n\r\n");
            for (int i = 0; i < 30; i++) {
                Thread.sleep(PAUSE_MILLIS);
                send(socket, piece);
            }

            assertThat(RawClient.statuses(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)))
                    .containsExactly(201);
        }
    }

    @Test
    void aConnectionBetweenTwoRequestsIsNotSlow() throws Exception {
        try (Socket socket = tls()) {
            send(socket, GET + "\r\n");
            Thread.sleep(2_000);
            send(socket, GET + "Connection: close\r\n\r\n");

            assertThat(RawClient.statuses(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)))
                    .containsExactly(200, 200);
        }
    }
}
