package dev.http2bin.bin.hints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.peer.Http1;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TrustAll;
import io.restassured.path.json.JsonPath;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the report says of pages whose clients leave before the final response. */
@RunningService
class LeftPagesTest {
    private static final Pattern ID = Pattern.compile("style\\.css\\?id=([0-9a-f-]{36})");

    @LocalServerPort
    private int port;

    private static String id(String text) {
        Matcher id = ID.matcher(text);
        assertThat(id.find()).as(text).isTrue();
        return id.group(1);
    }

    private JsonPath report(String id) {
        return Http1.given(port).get("/early-hints/report?id=" + id).jsonPath();
    }

    private void isLeft(String id, String... findings) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(report(id).<String>getList("findings"))
                        .startsWith("The client left before the final response began.")
                        .hasSize(1 + findings.length)
                        .containsAll(List.of(findings)));
        assertThat(report(id).<Object>get("answered")).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatLeavesOverHttp2IsNotSaidToBeAnswered(boolean reset, ScriptedPeer peer) {
        peer.greet().get(1, "/early-hints?delay=50s");
        String id = id(peer.awaitFrame(FrameType.HEADERS, 1).toString());
        assertThat(report(id).<String>getList("findings")).containsExactly("The page is still being made.");

        if (reset) {
            peer.rst(1, ErrorCode.CANCEL);
        } else {
            peer.close();
        }

        isLeft(id);
    }

    @Test
    void noneIsOneThatLeavesOverHttp1() throws Exception {
        String id;
        try (Socket socket = TrustAll.connect(InetAddress.getLoopbackAddress(), port, "http/1.1")) {
            socket.getOutputStream()
                    .write("GET /early-hints?delay=50s&force=true HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] hint = new byte[1_000];
            id = id(new String(hint, 0, socket.getInputStream().read(hint), StandardCharsets.US_ASCII));
        }

        isLeft(id);
    }

    @Test
    void aHintThatWasUsedBeforeStaysUsed(ScriptedPeer peer) {
        peer.greet().get(1, "/early-hints?delay=50s");
        String id = id(peer.awaitFrame(FrameType.HEADERS, 1).toString());
        peer.get(3, "/early-hints/style.css?id=" + id).response(3);

        peer.rst(1, ErrorCode.CANCEL);

        isLeft(id, "The hint was used: the style sheet was asked for before the final response began.");
        assertThat(report(id).getBoolean("used")).isTrue();
    }
}
