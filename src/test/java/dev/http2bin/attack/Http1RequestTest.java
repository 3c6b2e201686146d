package dev.http2bin.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.TrustAll;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests over HTTP/1.1 that a proxy may read otherwise: Undertow 2.3.23 served most of them (CVE-2026-28367 to 28369). */
@RunningService
class Http1RequestTest {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource({
        "CVE-2026-28367: a block that ends with CR alone,      'Host: localhost|||'",
        "CVE-2026-28367: a CR before the CRLF that ends it,     'Host: localhost||;|;'",
        "CVE-2026-28368: a blank in a name,                     'Host: localhost|;Content-Len gth: 5|;|;'",
        "CVE-2026-28368: a CR behind a name,                    'Host: localhost|;Transfer-Encoding|: chunked|;|;'",
        "CVE-2026-28368: an LF in a name,                       'Host: localhost|;Content-Len;gth: 5|;|;'",
        "CVE-2026-28369: a first line that begins with a blank, ' Host: localhost|;Content-Length: 5|;|;'",
        "CVE-2026-28369: a first line that begins with a tab,   '\tHost: localhost|;|;'"
    })
    void isABadRequestAndNothingBehindItIsRead(String what, String fields) throws IOException {
        String request = "GET /hello HTTP/1.1\r\n" + fields.replace('|', '\r').replace(';', '\n');
        String second = "GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (SSLSocket socket = TrustAll.connect(InetAddress.getLoopbackAddress(), port, "http/1.1")) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((request + second).getBytes(StandardCharsets.ISO_8859_1));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answers).startsWith("HTTP/1.1 400 ");
            assertThat(answers.split("HTTP/1.1 ", -1)).as("answers").hasSize(2);
        }
    }
}
