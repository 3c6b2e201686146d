package dev.http2bin.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.http2bin.peer.TrustAll;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What may not become HTTP/2: weak suites, a preface nobody agreed on, an upgrade; and no TLS session is agreed twice. */
@UnderAttack
class TransportTest {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"})
    void aForbiddenSuiteOfTls12NeverGetsHttp2(String suite) throws IOException {
        try (SSLSocket socket = socket()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.2"});
            parameters.setCipherSuites(new String[] {suite});
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();

            assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
            assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http/1.1"})
    void aPrefaceThatNobodyAgreedOnIsABadRequest(String protocol) throws IOException {
        String[] offered = protocol.isEmpty() ? new String[0] : new String[] {protocol};
        try (SSLSocket socket = TrustAll.connect(InetAddress.getLoopbackAddress(), port, offered)) {
            assertThat(exchange(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "h2c, websocket"})
    void anUpgradeIsAnsweredInHttp1(String upgrade) throws IOException {
        try (SSLSocket socket = TrustAll.connect(InetAddress.getLoopbackAddress(), port, "http/1.1")) {
            String get = "GET /hello HTTP/1.1\r\nHost: localhost\r\n";
            String asksToUpgrade = get + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: " + upgrade
                    + "\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n";
            assertThat(exchange(socket, asksToUpgrade + get + "Connection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ")
                    .containsSubsequence("over HTTP/1.1\n", "HTTP/1.1 200 ", "over HTTP/1.1\n")
                    .doesNotContain("HTTP/1.1 101");
        }
    }

    @Test
    void aClientMayNotRenegotiateOverHttp1() throws IOException {
        renegotiate("http/1.1");
    }

    @Test
    void aClientMayNotRenegotiateOverHttp2() throws IOException {
        renegotiate("h2");
    }

    private void renegotiate(String protocol) throws IOException {
        try (SSLSocket socket = socket()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.2"});
            parameters.setApplicationProtocols(new String[] {protocol});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEqualTo(protocol);

            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        socket.getInputStream().readAllBytes();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private SSLSocket socket() throws IOException {
        SSLSocket socket =
                (SSLSocket) TrustAll.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String exchange(SSLSocket socket, String request) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
