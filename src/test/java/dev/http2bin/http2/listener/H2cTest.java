package dev.http2bin.http2.listener;

import static dev.http2bin.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.http2bin.http2.frame.ErrorCode.PROTOCOL_ERROR;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.http2bin.Http2binApplication;
import dev.http2bin.peer.ScriptedPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The port in clear: HTTP/2 with prior knowledge behind the same gate, and HTTP/1.1. */
class H2cTest {
    private static ServletWebServerApplicationContext context;
    private static int port;

    @BeforeAll
    static void start() {
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Http2binApplication.class)
                .run(
                        "--server.port=0",
                        "--http2bin.listener.h2c-port=0",
                        "--http2bin.limits.preface-timeout=500ms",
                        "--http2bin.tls.local.directory=target/certs",
                        "--management.server.port=0");
        port = ((Http2binWebServer) context.getWebServer()).h2cPort();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private static ScriptedPeer peer() {
        return ScriptedPeer.connectInClear(port, "127.0.0.1");
    }

    @Test
    void aClientThatKnowsSpeaksHttp2() {
        try (ScriptedPeer peer = peer()) {
            String connection = peer.greet().get(1, "/connection").response(1).text();

            assertThat(connection)
                    .contains("\"protocol\": \"HTTP/2\"", "\"tlsVersion\": null", "\"cipher\": null", "\"alpn\": null")
                    .containsPattern("\"scheme\": \"http\",\\s+\"forwarded\": false");
        }
    }

    @Test
    void thePrefaceMayComeOctetByOctet() {
        byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ScriptedPeer peer = peer()) {
            for (byte octet : preface) {
                peer.raw(octet);
            }
            peer.settings().settingsAck().get(1, "/hello");

            assertThat(peer.response(1).text()).isEqualTo("You requested /hello over HTTP/2\n");
        }
    }

    @Test
    void theGateGuardsIt() {
        try (ScriptedPeer peer = peer()) {
            peer.greet();
            for (int i = 0; i < 200; i++) {
                peer.ping(i);
            }

            assertThat(peer.expectGoAway(ENHANCE_YOUR_CALM)).isEqualTo("limit control_frames");
        }
    }

    @Test
    void aFaultOfTheProtocolEndsTheConnectionWithAGoAway() {
        try (ScriptedPeer peer = peer()) {
            peer.greet().data(1, "no stream", END_STREAM);

            peer.expectGoAway(PROTOCOL_ERROR);
        }
    }

    @Test
    void aSilentClientIsLetGo() {
        try (ScriptedPeer peer = peer()) {
            peer.expectClosed();
        }
    }

    @Test
    void aPrefaceThatBreaksOffIsLetGo() {
        try (ScriptedPeer peer = peer()) {
            peer.raw("PR".getBytes(StandardCharsets.US_ASCII)).expectClosed();
        }
    }

    @Test
    void http1IsServedToo() throws IOException {
        assertThat(answer("GET /hello HTTP/1.1", "Connection: close"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("You requested /hello over HTTP/1.1\n");
    }

    @Test
    void aMethodThatBeginsLikeThePrefaceIsHttp1() throws IOException {
        assertThat(answer("PRINT /hello HTTP/1.1", "Connection: close")).startsWith("HTTP/1.1 405 ");
    }

    @Test
    void anUpgradeToHttp2StaysHttp1() throws IOException {
        String answers = answer(
                "GET /hello HTTP/1.1",
                "Host: localhost",
                "Connection: upgrade, http2-settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
                "",
                "GET /hello/again HTTP/1.1",
                "Connection: close");

        assertThat(answers)
                .startsWith("HTTP/1.1 200 ")
                .contains("You requested /hello over HTTP/1.1\n")
                .endsWith("You requested /hello/again over HTTP/1.1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRI * HTTP/1.1", "PRI * HTTP/1.0", "PRI * http/2.0", "PRI * ICE/1.0"})
    void whatOnlyBeginsLikeAPrefaceIsABadRequest(String line) throws IOException {
        assertThat(answer(line, "Connection: close"))
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .contains("application/problem+json");
    }

    @Test
    void optionsOfTheServerIsAnswered() throws IOException {
        assertThat(answer("OPTIONS * HTTP/1.1", "Connection: close")).startsWith("HTTP/1.1 204 ");
    }

    @Test
    void aServiceThatWasNotAskedToHasNoSuchPort() {
        try (var other = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Http2binApplication.class)
                .run("--server.port=0", "--http2bin.tls.local.directory=target/certs", "--management.server.port=0")) {
            assertThat(((Http2binWebServer) other.getWebServer()).h2cPort()).isEqualTo(-1);
        }
    }

    @Test
    void theDrainClosesIt() {
        try (var other = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Http2binApplication.class)
                .run(
                        "--server.port=0",
                        "--http2bin.listener.h2c-port=0",
                        "--http2bin.tls.local.directory=target/certs",
                        "--management.server.port=0")) {
            Http2binWebServer server = (Http2binWebServer) other.getWebServer();
            int open = server.h2cPort();
            ScriptedPeer.connectInClear(open, "127.0.0.1").close();

            server.shutDownGracefully(result -> {});

            assertThatThrownBy(() -> ScriptedPeer.connectInClear(open, "127.0.0.1"))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    private static String answer(String... head) throws IOException {
        String request = String.join("\r\n", head) + "\r\nHost: localhost\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
