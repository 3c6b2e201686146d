package dev.http2bin.http2.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.Http2binApplication;
import dev.http2bin.peer.CapturedLog;
import dev.http2bin.peer.TrustAll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** Clients of HTTP/1.1 that leave while their request is served, and those that only end their sending. */
class Http1DepartureTest {
    private static final int PATIENCE_MILLIS = 15_000;

    /** Requests whose response waits for the clock, before it begins or in the middle. */
    private static final List<String> WAITING = List.of(
            get("/delay/60"),
            get("/clock?ticks=2&interval=60s"),
            get("/drip?duration=60s&bytes=2"),
            get("/sse?count=2&interval=60s"),
            get("/early-hints?delay=60s"),
            get("/early-hints?delay=60s&force=true"),
            get("/stream/early-hints?delay=60s"),
            get("/check?after=60s"),
            "POST /delay/60 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello",
            get("/delay/60") + get("/version"));

    enum Way {
        CLOSE {
            @Override
            void leave(Socket socket) throws IOException {
                socket.close();
            }
        },
        RESET {
            @Override
            void leave(Socket socket) throws IOException {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        },
        END_OF_SENDING {
            @Override
            void leave(Socket socket) throws IOException {
                socket.shutdownOutput();
            }
        };

        abstract void leave(Socket socket) throws IOException;
    }

    private final ServletWebServerApplicationContext context =
            (ServletWebServerApplicationContext) new SpringApplicationBuilder(Http2binApplication.class)
                    .registerShutdownHook(false)
                    .run(
                            "--server.port=0",
                            "--server.address=127.0.0.1",
                            "--http2bin.listener.http1-port=-1",
                            "--http2bin.listener.h2c-port=0",
                            "--http2bin.tls.local.directory=target/certs",
                            "--management.server.port=0");

    @AfterEach
    void close() {
        context.close();
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private Socket connect(boolean tls) throws IOException {
        InetAddress address = InetAddress.getLoopbackAddress();
        Socket socket = tls
                ? TrustAll.connect(address, context.getWebServer().getPort(), "http/1.1")
                : new Socket(address, ((Http2binWebServer) context.getWebServer()).h2cPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String requests) throws IOException {
        socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static void until(Socket socket, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int c = socket.getInputStream().read();
            assertThat(c).as("%s", read).isNotNegative();
            read.append((char) c);
        }
    }

    private List<Socket> waiting() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (String requests : WAITING) {
            for (boolean tls : new boolean[] {true, false}) {
                Socket socket = connect(tls);
                send(socket, requests);
                sockets.add(socket);
            }
        }
        Thread.sleep(500); // so that all are served
        return sockets;
    }

    private static void leave(Way way, List<Socket> sockets) {
        try {
            for (Socket socket : sockets) {
                way.leave(socket);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsThatWaitEndWithTheirClients(Way way) throws Exception {
        CompletableFuture<GracefulShutdownResult> result = new CompletableFuture<>();
        List<Socket> sockets = waiting();
        try (CapturedLog log = new CapturedLog()) {
            // the JDK's TLS may wait for the server's end when it closes
            CompletableFuture<Void> left = CompletableFuture.runAsync(() -> leave(way, sockets));

            context.getWebServer().shutDownGracefully(result::complete);

            assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(GracefulShutdownResult.IDLE);
            left.get(10, TimeUnit.SECONDS);
            assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR") || line.startsWith("WARN"));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRequestThatWaitsEndsBehindTheEndOfSending(boolean tls) throws Exception {
        for (String requests : List.of(get("/delay/60"), get("/clock?ticks=2&interval=60s"))) {
            try (Socket socket = connect(tls)) {
                send(socket, requests);
                socket.shutdownOutput();

                assertThat(rest(socket)).doesNotContain("\r\n0\r\n\r\n", "\"delay\"");
            }
        }
    }

    /** As {@code nc -N} does. */
    @ParameterizedTest
    @CsvSource({
        "true, /version, HTTP/1.1",
        "false, /version, HTTP/1.1",
        "true, /delay/300ms, HTTP/1.1",
        "false, /delay/300ms, HTTP/1.1",
        "true, /version, HTTP/1.0",
        "false, /version, HTTP/1.0",
        "true, /clock?ticks=5&interval=500ms, HTTP/1.1",
        "false, /clock?ticks=5&interval=500ms, HTTP/1.1"
    })
    void whatIsDueIsAnsweredBehindTheEndOfSending(boolean tls, String target, String version) throws Exception {
        try (Socket socket = connect(tls)) {
            send(socket, "GET " + target + " " + version + "\r\nHost: localhost\r\n\r\n");
            socket.shutdownOutput();

            assertThat(rest(socket))
                    .startsWith(version + " 200 OK\r\n")
                    .containsAnyOf("\"url\":\"/version\"}", "\"delay\": 0.300", "tick 5 of 5");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pipelinedRequestsAreAnsweredBehindTheEndOfSending(boolean tls) throws Exception {
        StringBuilder requests = new StringBuilder(get("/delay/500ms"));
        for (int i = 0; i < 1_000; i++) {
            requests.append(get("/version?" + i));
        }
        requests.append(get("/delay/500ms?last"));
        try (Socket socket = connect(tls)) {
            send(socket, requests.toString());
            socket.shutdownOutput();

            String answers = rest(socket);

            assertThat(answers.split("HTTP/1.1 ", -1))
                    .hasSize(1_003)
                    .allMatch(one -> one.isEmpty() || one.startsWith("200"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLongResponseIsWrittenToItsEndBehindTheEndOfSending(boolean tls) throws Exception {
        int length = 50_000_000;
        try (Socket socket = connect(tls)) {
            socket.setReceiveBufferSize(64 * 1024);
            send(socket, get("/bytes/" + length));
            socket.shutdownOutput();
            Thread.sleep(2_500); // the client is slow to take it

            assertThat(socket.getInputStream().readAllBytes()).hasSizeGreaterThan(length);
        }
    }

    /** One client has sent more than is read ahead, one has begun another request. */
    @Test
    void lookingForTheEndCostsNothingMeanwhile() throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Socket> sockets = new ArrayList<>();
        for (boolean tls : new boolean[] {true, false}) {
            for (String behind : List.of(get("/version").repeat(2_000), "GET /version HT", "")) {
                Socket socket = connect(tls);
                sockets.add(socket);
                send(socket, get("/delay/2") + behind);
            }
        }
        Thread.sleep(1_200); // until the service looks
        long before = ioNanos(threads);
        Thread.sleep(700);

        assertThat(Duration.ofNanos(ioNanos(threads) - before)).isLessThan(Duration.ofMillis(200));
        for (Socket socket : sockets) {
            until(socket, "\"delay\": 2.000");
            socket.close();
        }
    }

    private static long ioNanos(ThreadMXBean threads) {
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("http2bin I/O")) {
                nanos += threads.getThreadCpuTime(id);
            }
        }
        return nanos;
    }
}
