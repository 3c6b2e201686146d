package dev.http2bin.http2.listener;

import static dev.http2bin.http2.frame.ErrorCode.NO_ERROR;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.FrameType.DATA;
import static dev.http2bin.http2.frame.FrameType.GOAWAY;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.http2bin.Http2binApplication;
import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.peer.CapturedLog;
import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The end of a service of its own, with one worker so that a second request has to wait. */
class ShutdownTest {
    private static final int INITIAL_WINDOW_SIZE = 4;
    /** Answers of every kind. */
    private static final List<String> PATHS = List.of(
            "/version",
            "/echo",
            "/status/404",
            "/connection",
            "/bytes/1000000",
            "/files/large.bin",
            "/stream/version",
            "/stream/bytes/1000000",
            "/clock?ticks=3",
            "/delay/100ms");

    private final ServletWebServerApplicationContext context = (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Http2binApplication.class, TestEndpoints.class)
                    .registerShutdownHook(false)
                    .run(
                            "--server.port=0",
                            "--server.address=127.0.0.1",
                            "--server.undertow.threads.worker=1",
                            "--http2bin.listener.http1-port=0",
                            "--http2bin.tls.local.directory=target/certs",
                            "--management.server.port=0");
    private final int port = context.getWebServer().getPort();
    private final TestEndpoints endpoints = context.getBean(TestEndpoints.class);
    private final CompletableFuture<GracefulShutdownResult> result = new CompletableFuture<>();

    @AfterEach
    void close() {
        context.close();
    }

    private void shutDown() {
        context.getWebServer().shutDownGracefully(result::complete);
    }

    @Test
    void aRequestInFlightIsAnsweredBehindTheGoAwayAndANewOneIsRefused() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
            peer.greet().get(1, "/test/hold/in-flight");
            endpoints.awaitHeld("in-flight");

            shutDown();

            assertThat(peer.awaitFrame(GOAWAY, 0)).hasToString("0 GOAWAY 2147483647 NO_ERROR shutdown");
            assertThat(peer.awaitFrame(GOAWAY, 0)).hasToString("0 GOAWAY 1 NO_ERROR shutdown");
            assertThatThrownBy(() -> ScriptedPeer.connect(port)).isInstanceOf(UncheckedIOException.class);
            peer.get(3, "/test/hello").await("3 RST_STREAM REFUSED_STREAM");
            assertThat(result).isNotDone();
            endpoints.release("in-flight");
            assertThat(peer.response(1).text()).isEqualTo("held");
            peer.pong().pong().expectClosed();
            assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(GracefulShutdownResult.IDLE);
        }
    }

    /** HAProxy 2.6 does so until its health check fails, and tries each elsewhere. */
    @Test
    void aClientThatOpensStreamsAllTheSameLosesNoneOfThoseInFlight() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
            peer.greet().get(1, "/test/hold/in-flight-still");
            endpoints.awaitHeld("in-flight-still");
            shutDown();
            peer.awaitFrame(GOAWAY, 0);
            peer.awaitFrame(GOAWAY, 0);

            for (int id = 3; id < 1_000; id += 2) {
                peer.get(id, "/test/hello").await(id + " RST_STREAM REFUSED_STREAM");
            }

            endpoints.release("in-flight-still");
            assertThat(peer.response(1).text()).isEqualTo("held");
            peer.pong().pong().expectClosed();
        }
    }

    @Test
    void aRequestThatComesBetweenTheGoAwaysHasTheTimeItNeeds() {
        try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
            peer.greet();
            CompletableFuture<Void> end = CompletableFuture.runAsync(context::close);
            peer.awaitFrame(GOAWAY, 0);

            peer.get(1, "/delay/4500ms").pong();

            assertThat(peer.awaitFrame(GOAWAY, 0)).hasToString("0 GOAWAY 1 NO_ERROR shutdown");
            assertThat(peer.response(1).status()).isEqualTo("200");
            peer.pong().expectClosed();
            end.join();
        }
    }

    /** Its answer has left the service, but waits in the buffers of both systems while the client does something else. */
    @Test
    void aClientThatReadsLateGetsItsWholeAnswer() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
            peer.greet(INITIAL_WINDOW_SIZE, 1 << 24).windowUpdate(0, 1 << 24);
            peer.get(1, "/bytes/1000000").awaitFrame(HEADERS, 1);
            CompletableFuture<Void> end = CompletableFuture.runAsync(context::close);

            for (int second = 0; second < 4; second++) {
                Thread.sleep(1_000); // reading any sooner would not be late
                peer.windowUpdate(0, 1); // a socket that is closed would answer with a reset
            }

            int read = 0;
            PeerFrame data;
            do {
                data = peer.awaitFrame(DATA, 1);
                read += data.payload().remaining();
            } while (!data.has(END_STREAM));
            assertThat(read).isEqualTo(1_000_000);
            peer.pong().pong().expectClosed();
            end.join();
        }
    }

    @Test
    void aConnectionWithoutRequestsEndsAtOnce() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
            peer.greet();

            shutDown();

            assertThat(peer.expectGoAway(NO_ERROR)).isEqualTo("shutdown");
            assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(GracefulShutdownResult.IDLE);
        }
    }

    @Test
    void aClientThatClosesInPlaceOfAnsweringThePingHoldsUpNothing() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
                peer.greet().settle();
                shutDown();
                peer.awaitFrame(GOAWAY, 0);
            }

            assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(GracefulShutdownResult.IDLE);
            assertThat(context.getBean(Ledger.class).connections()).isEmpty();
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
        }
    }

    @Test
    void theEndOfTheServiceIsToldToAConnectionThatIsIdle() {
        try (ScriptedPeer peer = ScriptedPeer.connect(port);
                CapturedLog log = new CapturedLog()) {
            peer.greet().settle();

            context.close();

            assertThat(peer.expectGoAway(NO_ERROR)).isEqualTo("shutdown");
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void aProtocolErrorBehindTheGoAwayIsToldToo() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
            peer.greet().get(1, "/test/hold/error");
            endpoints.awaitHeld("error");
            shutDown();
            peer.awaitFrame(GOAWAY, 0);

            peer.windowUpdate(0, 0);

            assertThat(peer.awaitFrame(GOAWAY, 0)).hasToString("0 GOAWAY 1 PROTOCOL_ERROR WINDOW_UPDATE of 0");
            peer.expectClosed();
            endpoints.release("error");
        }
    }

    @Test
    void aRequestWhoseClientWentAwayBeforeAWorkerTookItHoldsUpNothing() throws Exception {
        try (ScriptedPeer first = ScriptedPeer.connect(port);
                ScriptedPeer second = ScriptedPeer.connect(port)) {
            first.greet().get(1, "/test/hold/worker");
            endpoints.awaitHeld("worker");
            second.greet().get(1, "/test/hello").settle().close();
            Ledger ledger = context.getBean(Ledger.class);
            await().until(() -> ledger.connections().size() == 1);
            endpoints.release("worker");
            assertThat(first.response(1).text()).isEqualTo("held");

            shutDown();

            first.pong().pong();
            assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(GracefulShutdownResult.IDLE);
        }
    }

    @Test
    void answersWhoseStreamsWereResetHoldUpNothing() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
            askForAll(peer);
            Thread.sleep(500); // so that the answers have come to their windows
            for (int i = 0; i < PATHS.size(); i++) {
                peer.rst(1 + 2 * i, ErrorCode.CANCEL);
            }
            peer.settle();

            shutDown();

            peer.pong().pong();
            assertThat(result.get(5, TimeUnit.SECONDS)).isEqualTo(GracefulShutdownResult.IDLE);
        }
    }

    @Test
    void answersWhoseClientWentAwayHoldUpNothing() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
            askForAll(peer);
        }
        Ledger ledger = context.getBean(Ledger.class);
        await().until(() -> ledger.connections().isEmpty());

        shutDown();

        assertThat(result.get(5, TimeUnit.SECONDS)).isEqualTo(GracefulShutdownResult.IDLE);
    }

    private static void askForAll(ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, 10);
        for (int i = 0; i < PATHS.size(); i++) {
            peer.get(1 + 2 * i, PATHS.get(i));
        }
        peer.settle();
    }

    /** Again and again: what breaks the body off may come before the endpoint reads, while it does and behind it. */
    @ParameterizedTest
    @CsvSource({"POST, /body", "POST, /stream/body", "POST, /echo", "PUT, /duplex"})
    void bodiesThatAreBrokenOffHoldUpNothing(String method, String path) throws Exception {
        for (int client = 0; client < 10; client++) {
            try (ScriptedPeer peer = ScriptedPeer.connect(port)) {
                peer.greet();
                for (int id = 1; id < 20; id += 2) {
                    peer.headers(id, 0, ScriptedPeer.request(method, path))
                            .data(id, "some", 0)
                            .headers(id, END_STREAM, ":path", "/");
                    peer.await(id + " RST_STREAM PROTOCOL_ERROR");
                }
                peer.headers(21, 0, ScriptedPeer.request(method, path)).data(21, "some", 0);
            }
        }

        shutDown();

        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(GracefulShutdownResult.IDLE);
    }
}
