package dev.http2bin.http2.listener;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.http2bin.Http2binApplication;
import dev.http2bin.http2.gate.LimitLog;
import dev.http2bin.peer.CapturedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** Clients that are stopped before they have a connection: a port's share a line a second. */
class OpeningLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(LimitLog.class);
    private final ServletWebServerApplicationContext context =
            (ServletWebServerApplicationContext) new SpringApplicationBuilder(Http2binApplication.class)
                    .run(
                            "--server.port=0",
                            "--http2bin.listener.http1-port=-1",
                            "--http2bin.listener.h2c-port=0",
                            "--http2bin.limits.handshake-timeout=500ms",
                            "--http2bin.limits.preface-timeout=500ms",
                            "--http2bin.tls.local.directory=target/certs",
                            "--management.server.port=0");
    private final Http2binWebServer server = (Http2binWebServer) context.getWebServer();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        logger.setLevel(null);
        context.close();
    }

    @Test
    void handshakesThatTakeTooLongGetALineASecond() throws Exception {
        assertThat(linesOf(server.getPort()))
                .hasSize(2)
                .allMatch(line -> line.matches("INFO .*LimitLog A handshake from 127\\.0\\.0\\.1:\\d+ ran over limit "
                        + "handshake_timeout, and \\d times over one since the line before"))
                .last()
                .asString()
                .contains("and 2 times");
    }

    @Test
    void prefacesInClearThatTakeTooLongGetALineASecond() throws Exception {
        assertThat(linesOf(server.h2cPort()))
                .hasSize(2)
                .allMatch(line ->
                        line.matches("INFO .*LimitLog A preface in clear from 127\\.0\\.0\\.1:\\d+ ran over limit "
                                + "preface_timeout, and \\d times over one since the line before"))
                .last()
                .asString()
                .contains("and 2 times");
    }

    /** It was answered, and its handshake will never be late. */
    @Test
    void aRequestInClearOnAPortOfTlsGetsNoLine() throws Exception {
        try (CapturedLog log = new CapturedLog();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ");
            Thread.sleep(1_000);

            assertThat(log.lines()).isEmpty();
        }
    }

    /** What is logged of three silent clients at once, and of one more than a second later. */
    private static List<String> linesOf(int port) throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            untilTheyAreClosed(port, 3);
            Thread.sleep(1_100);
            untilTheyAreClosed(port, 1);
            return log.lines();
        }
    }

    private static void untilTheyAreClosed(int port, int clients) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        for (Socket socket : sockets) {
            try (socket) {
                socket.setSoTimeout(10_000);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
    }
}
