package dev.http2bin.http2;

import static dev.http2bin.http2.frame.FrameType.GOAWAY;
import static dev.http2bin.http2.frame.FrameType.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TrustAll;
import dev.http2bin.tools.Background;
import dev.http2bin.tools.FreePort;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.Tool;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Somebody else's Spring Boot application with the protocol half on its class path, and nothing of the service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignApplicationTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path TEST_CLASSES = Path.of("target/test-classes");

    private final int port = FreePort.firstOf(2);
    private final int managementPort = port + 1;
    private final HttpClient client = HttpClient.newBuilder()
            .sslContext(TrustAll.context())
            .version(HttpClient.Version.HTTP_2)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private Path folder;
    private Background application;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Path classes = Files.createDirectory(folder.resolve("classes"));
        copy(CLASSES, "dev/http2bin/http2", classes);
        copy(CLASSES, "META-INF/services", classes);
        copy(CLASSES, "META-INF/spring.factories", classes);
        copy(CLASSES, "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports", classes);
        copy(TEST_CLASSES, "org/example/greeting", classes);
        Files.copy(TEST_CLASSES.resolve("greeting/application.yaml"), classes.resolve("application.yaml"));
        application = started(port);
    }

    /** Starts the application on this port; its management port is the next one. */
    private Background started(int port) {
        Background started = Tool.at(Path.of(System.getProperty("java.home"), "bin", "java"))
                .within(folder)
                .start(
                        "-cp",
                        folder.resolve("classes") + File.pathSeparator + libraries(),
                        "org.example.greeting.GreetingApplication",
                        "--server.port=" + port,
                        "--management.server.port=" + (port + 1));
        started.awaitLine("Started GreetingApplication");
        return started;
    }

    private static void copy(Path from, String name, Path to) throws IOException {
        Path target = to.resolve(name);
        Files.createDirectories(target.getParent());
        FileSystemUtils.copyRecursively(from.resolve(name), target);
    }

    /** Boot's starters and what they bring, without the parts of /docs. */
    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains("springdoc") && !entry.contains("swagger"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void itsControllerIsServedOverHttp2ByAlpn() throws Exception {
        HttpResponse<String> response = get("https://localhost:" + port + "/greeting?name=Ann");

        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.body()).isEqualTo("Hello, Ann!");
    }

    @Test
    void itHasTheMeters() throws Exception {
        get("https://localhost:" + port + "/greeting");

        assertThat(get("http://localhost:" + managementPort + "/actuator/prometheus")
                        .body())
                .containsPattern("(?m)^http2_server_streams_opened_total [1-9]")
                .containsPattern("(?m)^http2_server_hpack_fields_total\\{.*direction=\"in\".*} [1-9]")
                .contains("http_server_requests_seconds_count{");
    }

    @Test
    void itsOwnSettingsCount() {
        try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
            assertThat(peer.awaitFrame(SETTINGS, 0).settings())
                    .contains(new Setting(Setting.MAX_CONCURRENT_STREAMS, 7));
        }
    }

    @Test
    void theLimitsHold() {
        try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
            peer.greet();
            for (int i = 0; i < 1_000; i++) {
                peer.ping(i);
            }

            assertThat(peer.expectGoAway(ErrorCode.ENHANCE_YOUR_CALM)).contains("control_frames");
        }
    }

    @Test
    void noEndpointOfTheServiceIsThere() throws Exception {
        for (String path : List.of("/", "/version", "/hello", "/stream/version", "/docs", "/connection")) {
            assertThat(get("https://localhost:" + port + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(get("http://localhost:" + managementPort + "/actuator/drain").statusCode())
                .isEqualTo(404);
    }

    /** Another instance, since this one ends. */
    @Test
    void itDrainsAsItEnds() throws Exception {
        int other = FreePort.firstOf(2);
        try (Background ends = started(other);
                ScriptedPeer peer = ScriptedPeer.connect(other)) {
            peer.greet().get(1, "/slow").settle();

            CompletableFuture<Run> ended = CompletableFuture.supplyAsync(ends::stop);

            peer.awaitFrame(GOAWAY, 0);
            assertThat(peer.awaitFrame(GOAWAY, 0)).hasToString("0 GOAWAY 1 NO_ERROR shutdown");
            assertThat(peer.response(1).status()).isEqualTo("200");
            peer.pong().pong().expectClosed();
            assertThat(ended.join().exit()).isEqualTo(143);
        }
    }

    private HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(uri))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());
    }
}
