package dev.http2bin.http2.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.Http2binApplication;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.peer.ScriptedPeer;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** Who may tell of the client: 127.0.0.2 and 10.0.0.0/8, and nobody else. */
class TrustedProxiesTest {
    private static final String PROXY = "127.0.0.2";
    private static final String STRANGER = "127.0.0.1";

    private static ServletWebServerApplicationContext context;
    private static int port;

    @BeforeAll
    static void start() {
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Http2binApplication.class)
                .run(
                        "--server.port=0",
                        "--http2bin.listener.h2c-port=0",
                        "--http2bin.listener.trusted-proxies=127.0.0.2, 10.0.0.0/8, 2001:db8::/32",
                        "--http2bin.tls.local.directory=target/certs",
                        "--management.server.port=0");
        port = ((Http2binWebServer) context.getWebServer()).h2cPort();
    }

    /** Room for the longest answer. */
    private static final int WIDE = 1 << 24;

    @AfterAll
    static void stop() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "for=",
                "for=\"[::1\"",
                "for=[2001:db8::1",
                "for=10.0.0.1:port",
                "for=10.0.0.1:999999",
                "proto",
                "=;=;="
            })
    void anElementThatIsNoneDisturbsNoRequest(String forwarded) throws JsonProcessingException {
        assertThat(echo(PROXY, "forwarded", forwarded).get("path").asText()).isEqualTo("/echo");
        assertThat(echo(PROXY, "x-forwarded-for", forwarded).get("path").asText())
                .isEqualTo("/echo");
    }

    /**
     * Port 0 is one by RFC 3986 §3.2.3. But an origin is where a server listens for TCP (RFC 9110 §4.2.1), and no server can
     * listen there, for the port is reserved (RFC 6335 §6): a Host field with it is refused too.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=203.0.113.7;host=a:b:c",
                "for=x;host=a:b:c",
                "for=203.0.113.7;host=a:b",
                "for=203.0.113.7;host=\"[::1\"",
                "for=203.0.113.7;host=\"[::1]x\"",
                "for=203.0.113.7;host=a:65536",
                "for=203.0.113.7;host=\"a:0\"",
                "for=203.0.113.7;host=\"[::1]:0\"",
                "for=203.0.113.7;host=\"[::1::2]\"",
                "for=203.0.113.7;host=\"a%zz\"",
                "for=203.0.113.7;host=\":80\"",
                "for=203.0.113.7;host=\"a b\"",
                "for=203.0.113.7;host=\"a/b\"",
                "for=203.0.113.7;proto=\"ja va\"",
                "for=203.0.113.7;proto=ftp"
            })
    void anElementWhoseHostOrProtocolIsNoneIsNotBelieved(String forwarded) throws JsonProcessingException {
        for (String path : List.of("/echo", "/connection", "/openapi", "/cookies/set?a=b")) {
            try (ScriptedPeer peer = ScriptedPeer.connectInClear(port, PROXY)) {
                assertThat(peer.greet(Setting.INITIAL_WINDOW_SIZE, WIDE)
                                .windowUpdate(0, WIDE)
                                .get(1, path, "forwarded", forwarded)
                                .response(1)
                                .status())
                        .matches("200|302");
            }
        }
        assertThat(hops(PROXY, "forwarded", forwarded)).containsExactly("127.0.0.2 HTTP/2 http seen");
    }

    @ParameterizedTest
    @CsvSource({
        "x-forwarded-host,a:b:c",
        "x-forwarded-host,a:b",
        "x-forwarded-host,[::1",
        "x-forwarded-host,a/b",
        "x-forwarded-host,a:0",
        "x-forwarded-host,[::1::2]",
        "x-forwarded-port,99999",
        "x-forwarded-port,x",
        "x-forwarded-port,-1",
        "x-forwarded-proto,ftp",
        "x-forwarded-proto,ja va"
    })
    void aForwardedFieldThatIsNoneDisturbsNoRequest(String name, String value) throws JsonProcessingException {
        assertThat(hops(PROXY, "x-forwarded-for", "203.0.113.7", name, value))
                .last()
                .isEqualTo("127.0.0.2 HTTP/2 http seen");
    }

    @Test
    void theHostThatATrustedProxyTellsIsTheRequests() throws JsonProcessingException {
        for (String host : List.of("example.com", "example.com:8443", "[2001:db8::1]:8443")) {
            try (ScriptedPeer peer = ScriptedPeer.connectInClear(port, PROXY)) {
                String page = peer.greet(Setting.INITIAL_WINDOW_SIZE, WIDE)
                        .windowUpdate(0, WIDE)
                        .get(1, "/openapi", "forwarded", "for=203.0.113.7;proto=https;host=\"" + host + "\"")
                        .response(1)
                        .text();
                assertThat(page).contains("https://" + host);
            }
        }
    }

    /** The hops that {@code /echo} tells of, each in a line. */
    private static Stream<String> hops(String from, String... fields) throws JsonProcessingException {
        JsonNode hops = echo(from, fields).get("hops");
        return StreamSupport.stream(hops.spliterator(), false)
                .map(hop -> hop.get("from").asText().replaceFirst("^(127\\.0\\.0\\.\\d):\\d+$", "$1") + " "
                        + hop.get("protocol").asText() + " "
                        + hop.get("scheme").asText()
                        + (hop.get("forwarded").asBoolean() ? " forwarded" : " seen"));
    }

    private static JsonNode echo(String from, String... fields) throws JsonProcessingException {
        try (ScriptedPeer peer = ScriptedPeer.connectInClear(port, from)) {
            return new ObjectMapper()
                    .readTree(peer.greet().get(1, "/echo", fields).response(1).text());
        }
    }

    @Test
    void whatAStrangerTellsIsNotBelieved() throws JsonProcessingException {
        assertThat(hops(STRANGER, "x-forwarded-for", "203.0.113.7", "x-forwarded-proto", "https"))
                .containsExactly("127.0.0.1 HTTP/2 http seen");
        assertThat(hops(STRANGER, "forwarded", "for=203.0.113.7;proto=https"))
                .containsExactly("127.0.0.1 HTTP/2 http seen");
    }

    @Test
    void whatAStrangerTellsIsStillShown() throws JsonProcessingException {
        assertThat(echo(STRANGER, "x-forwarded-for", "203.0.113.7")
                        .get("headers")
                        .toString())
                .contains("[\"x-forwarded-for\",\"203.0.113.7\"]");
    }

    @Test
    void aTrustedProxyTellsOfTheClientAndWhatItSpoke() throws JsonProcessingException {
        assertThat(hops(PROXY, "x-forwarded-for", "203.0.113.7", "x-forwarded-proto", "http", "via", "2.0 proxy"))
                .containsExactly("203.0.113.7 HTTP/2 http forwarded", "127.0.0.2 HTTP/2 http seen");
        assertThat(hops(PROXY, "forwarded", "for=\"203.0.113.7:4711\";proto=https", "via", "HTTP/1.1 proxy"))
                .containsExactly("203.0.113.7:4711 HTTP/1.1 https forwarded", "127.0.0.2 HTTP/2 http seen");
    }

    @Test
    void theRequestsSchemeIsTheClients() throws JsonProcessingException {
        assertThat(echo(PROXY, "x-forwarded-for", "203.0.113.7", "x-forwarded-proto", "http")
                        .get("scheme")
                        .asText())
                .isEqualTo("http");
    }

    @Test
    void aProxyThatTellsNothingIsTheClient() throws JsonProcessingException {
        assertThat(hops(PROXY)).containsExactly("127.0.0.2 HTTP/2 http seen");
    }

    @Test
    void whatTheClientWroteBeforeTheProxyIsNotBelieved() throws JsonProcessingException {
        assertThat(hops(PROXY, "x-forwarded-for", "10.6.6.6, 203.0.113.7", "x-forwarded-proto", "http, https"))
                .containsExactly("203.0.113.7 null https forwarded", "127.0.0.2 HTTP/2 http seen");
        assertThat(hops(PROXY, "forwarded", "for=10.6.6.6;proto=http, for=203.0.113.7;proto=https"))
                .containsExactly("203.0.113.7 null https forwarded", "127.0.0.2 HTTP/2 http seen");
        assertThat(hops(PROXY, "x-forwarded-for", "10.6.6.6", "x-forwarded-for", "203.0.113.7"))
                .containsExactly("203.0.113.7 null https forwarded", "127.0.0.2 HTTP/2 http seen");
    }

    @Test
    void aTrustedProxyBehindAnotherIsPassedOver() throws JsonProcessingException {
        assertThat(hops(
                        PROXY,
                        "x-forwarded-for",
                        "192.0.2.66, 203.0.113.7, 10.1.2.3",
                        "x-forwarded-proto",
                        "https",
                        "via",
                        "1.1 spoofed, HTTP/3.0 edge, 2 proxy"))
                .containsExactly(
                        "203.0.113.7 HTTP/3 https forwarded",
                        "10.1.2.3 HTTP/2 https forwarded",
                        "127.0.0.2 HTTP/2 http seen");
        assertThat(hops(PROXY, "forwarded", "for=203.0.113.7, for=\"[2001:db8::17]:443\""))
                .containsExactly(
                        "203.0.113.7 null https forwarded",
                        "[2001:db8::17]:443 null https forwarded",
                        "127.0.0.2 HTTP/2 http seen");
    }

    @Test
    void beyondAProxyThatHidesItsClientNothingIsBelieved() throws JsonProcessingException {
        assertThat(hops(PROXY, "forwarded", "for=10.6.6.6, for=unknown"))
                .containsExactly("unknown null https forwarded", "127.0.0.2 HTTP/2 http seen");
        assertThat(hops(PROXY, "x-forwarded-for", "10.6.6.6, unknown"))
                .containsExactly("unknown null https forwarded", "127.0.0.2 HTTP/2 http seen");
    }

    @Test
    void aCommaInAQuotedStringBeginsNoElement() throws JsonProcessingException {
        assertThat(hops(PROXY, "forwarded", "for=203.0.113.7;host=\"a,for=10.6.6.6\""))
                .containsExactly("127.0.0.2 HTTP/2 http seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "*", "10.0", "::1::"})
    void whatIsNoRangeOfAddressesIsNamedAtTheStart(String range) {
        assertThatThrownBy(() -> Network.of(range))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + range + "\" is no IP address, and no range of them such as 10.0.0.0/8");
    }
}
