package dev.http2bin.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.peer.TrustAll;
import dev.http2bin.tools.Descriptors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients that go without a word: what TLS held for them is given back at once, not when garbage is collected. */
@UnderAttack
class DescriptorTest {
    private static final int CLIENTS = 30;
    private static final String HTTP1 = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String HTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";

    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource({"h2,true", "h2,false", "http/1.1,true", "http/1.1,false"})
    void connectionsThatBreakOffLeaveNoDescriptors(String protocol, boolean reset) throws IOException {
        assumeThat(Path.of("/proc/self/fd")).isDirectory();
        long before = pipes();
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
            clients.add(client);
            if (i % 3 != 0) {
                speak(client, protocol, i % 3 == 1 ? "" : protocol.equals("h2") ? HTTP2 : HTTP1);
            }
        }

        for (Socket client : clients) {
            if (reset) {
                client.setSoLinger(true, 0);
            }
            client.close();
        }

        await().untilAsserted(() -> assertThat(pipes()).isLessThanOrEqualTo(before));
    }

    private void speak(Socket client, String protocol, String octets) throws IOException {
        SSLSocket tls =
                (SSLSocket) TrustAll.context().getSocketFactory().createSocket(client, "localhost", port, false);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        tls.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
    }

    /** BoringSSL holds one for each connection. */
    private static long pipes() {
        return Descriptors.own().stream()
                .filter(target -> target.toString().startsWith("pipe:"))
                .count();
    }
}
