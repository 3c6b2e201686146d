package dev.http2bin.outside;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that others wrote, each of which resets streams in its own way: none loses a request or its connection. */
@Tag("outside")
@ExtendWith(SharedService.class)
class ForeignClientsTest {
    private static final String REQUESTS = "1000";

    /** How a client runs, which prints the outcome of each request as a line. */
    private interface Program {
        Run run(ForeignClients clients) throws IOException;
    }

    @TempDir
    static Path folder;

    private final ServiceJar service;
    private final ForeignClients clients;

    ForeignClientsTest(ServiceJar service) {
        this.service = service;
        this.clients = new ForeignClients(service, folder);
    }

    static Stream<Arguments> requestsInTurn() {
        return Stream.of(
                requests(
                        "curl",
                        clients -> clients.curl(
                                "-o",
                                "/dev/null",
                                "-w",
                                "%{http_code} HTTP/%{http_version} %{errormsg}\n",
                                clients.service().base() + "/version?[1-" + REQUESTS + "]"),
                        "200 HTTP/2 "),
                requests("got", clients -> clients.npm("got.mjs", REQUESTS), "200 HTTP/2.0"),
                requests("grpc-js", clients -> clients.npm("grpc-js.mjs", REQUESTS), "UNIMPLEMENTED"),
                requests("Connect", clients -> clients.npm("connect-node.mjs", REQUESTS, "connect"), "Unimplemented"),
                requests("its gRPC", clients -> clients.npm("connect-node.mjs", REQUESTS, "grpc"), "Unimplemented"),
                requests(
                        "its gRPC-Web",
                        clients -> clients.npm("connect-node.mjs", REQUESTS, "grpc-web"),
                        "Unimplemented"),
                requests(
                        "OkHttp 4", clients -> clients.maven("okhttp-4", "OkHttp.java", "in-turn", REQUESTS), "200 h2"),
                requests(
                        "OkHttp 5", clients -> clients.maven("okhttp-5", "OkHttp.java", "in-turn", REQUESTS), "200 h2"),
                requests(
                        "grpc-java", clients -> clients.maven("grpc-java", "GrpcJava.java", REQUESTS), "UNIMPLEMENTED"),
                requests(
                        "Go, bodies unread", clients -> clients.go("unread.go", REQUESTS, "/version"), "200 HTTP/2.0"));
    }

    private static Arguments requests(String client, Program program, String outcome) {
        // got keeps the connection that told it the protocol to its first request, and opens one for all others
        return argumentSet(client, program, outcome, client.equals("got") ? 2 : 1);
    }

    @ParameterizedTest
    @MethodSource("requestsInTurn")
    void aThousandRequestsInTurnHaveOneOutcomeOnOneConnection(Program program, String outcome, int opened)
            throws IOException {
        Connections connections = Connections.since(service);

        Run run = program.run(clients);

        assertThat(run.text().lines().collect(groupingBy(identity(), counting())))
                .as(run.errors())
                .isEqualTo(Map.of(outcome, Long.valueOf(REQUESTS)));
        connections.assertOpenedAndKept(opened);
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp-4", "okhttp-5"})
    void okHttpAbandonsTenDownloadsBesideARequestThatGoesOn(String version) throws IOException {
        Connections connections = Connections.since(service);

        Run run = clients.maven(version, "OkHttp.java", "abandon", "10");

        assertThat(run.succeeded().text().lines())
                .containsExactlyElementsOf(Stream.concat(
                                Collections.nCopies(10, "200 abandoned after 1000").stream(),
                                Stream.of("meanwhile waits", "at last 200 {\"delay\":3.000}"))
                        .toList());
        connections.assertOpenedAndKept(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes/300000", "/stream/bytes/300000"})
    void nodeAbandonsAHundredAndFiftyDownloadsBesideARequestThatGoesOn(String path) {
        Connections connections = Connections.since(service);

        assertThat(NodeScript.against(service).lines("abandon.mjs", "150", path))
                .containsExactly("before, after");
        connections.assertOpenedAndKept(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes/1000000", "/stream/bytes/1000000"})
    void goClosesAHundredDownloadsUnreadOnOneConnection(String path) {
        Connections connections = Connections.since(service);

        Run run = clients.go("unread.go", "100", path);

        assertThat(run.text().lines()).hasSize(100).containsOnly("200 HTTP/2.0");
        connections.assertOpenedAndKept(1);
    }

    static Stream<Arguments> earlyResponses() {
        return Stream.of(
                argumentSet("POST where it is not allowed", "/hello", "--data-binary", 405),
                argumentSet("PUT where it is not allowed", "/stream/hello", "-T", 405),
                argumentSet("POST to no page", "/no-such-page", "--data-binary", 404));
    }

    /** The response is whole before the request is, and RST_STREAM comes after it (RFC 9113 §8.1). */
    @ParameterizedTest
    @MethodSource("earlyResponses")
    void curlSeesEachEarlyResponseToAnUploadOfTwoMegabytes(String path, String option, int status) throws IOException {
        Path upload = Files.write(folder.resolve("two.bin"), new byte[2_000_000]);
        String content = option.equals("-T") ? upload.toString() : "@" + upload;

        for (int i = 0; i < 12; i++) {
            assertThat(clients.curl(
                                    "-o",
                                    "/dev/null",
                                    "-w",
                                    "%{http_code} HTTP/%{http_version} %{errormsg}",
                                    option,
                                    content,
                                    service.base() + path)
                            .text())
                    .as("try %d", i + 1)
                    .isEqualTo(status + " HTTP/2 ");
        }
    }
}
