package dev.http2bin.outside;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.FrameType.DATA;
import static dev.http2bin.http2.frame.FrameType.GOAWAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.tools.Background;
import dev.http2bin.tools.Run;
import dev.http2bin.tools.ServiceJar;
import dev.http2bin.tools.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One instance that ends by SIGTERM while it works. */
@Tag("outside")
class SigtermTest {
    private static final int DOWNLOAD = 30_000_000;

    @Test
    void everyRequestInFlightIsAnswered() {
        try (ServiceJar service = ServiceJar.started();
                ScriptedPeer peer = ScriptedPeer.connect(service.base().getPort());
                Background download = Tool.require("curl")
                        .start(
                                "-sS",
                                "--cacert",
                                service.ca().toString(),
                                "--limit-rate",
                                "10M",
                                "-w",
                                "%{size_download}",
                                "-o",
                                "/dev/null",
                                "-v",
                                service.base() + "/bytes/" + DOWNLOAD)) {
            download.awaitLine("< HTTP/2 200");
            peer.greet();
            for (int id = 1; id < 160; id += 2) {
                peer.get(id, "/delay/1500ms");
            }
            for (int id = 161; id < 200; id += 2) {
                peer.post(id, id % 4 == 1 ? "/body" : "/echo").data(id, "half", 0);
            }
            peer.settle();

            CompletableFuture<Run> ended = CompletableFuture.supplyAsync(service::stop);

            peer.awaitFrame(GOAWAY, 0);
            assertThat(peer.awaitFrame(GOAWAY, 0)).hasToString("0 GOAWAY 199 NO_ERROR shutdown");
            for (int id = 161; id < 200; id += 2) {
                peer.data(id, "whole", END_STREAM);
            }
            for (int id = 1; id < 200; id += 2) {
                assertThat(peer.response(id).status()).startsWith("20");
            }
            peer.pong().pong().expectClosed();
            assertThat(download.awaitExit().succeeded().text()).isEqualTo(String.valueOf(DOWNLOAD));
            assertThat(ended.join().exit()).isEqualTo(143);
        }
    }

    /** h2load ends a run in time by closing its connections, whatever is on its way. */
    @Test
    void clientsThatLeftAmidTheirUploadsHoldNothingUp(@TempDir Path folder) throws Exception {
        Path upload = Files.write(folder.resolve("upload"), new byte[1 << 20]);
        try (ServiceJar service = ServiceJar.started()) {
            for (String path : List.of("/body", "/stream/body")) {
                Tool.require("h2load")
                        .run("-D", "2", "-c", "4", "-m", "4", "-d", upload.toString(), service.base() + path)
                        .succeeded();
            }

            assertThat(service.stop().exit()).isEqualTo(143);

            assertThat(service.log()).contains("Graceful shutdown complete").doesNotContain("still running");
        }
    }

    /** One leaves amid the last frame of its upload, one amid another. */
    @Test
    void clientsThatLeftAmidAFrameHoldNothingUp() {
        try (ServiceJar service = ServiceJar.started()) {
            for (String path : List.of("/body", "/stream/body", "/echo", "/duplex")) {
                String method = path.equals("/duplex") ? "PUT" : "POST";
                for (int flags : new int[] {END_STREAM, 0}) {
                    try (ScriptedPeer peer =
                            ScriptedPeer.connect(service.base().getPort()).greet()) {
                        peer.headers(1, 0, ScriptedPeer.request(method, path))
                                .header(200, DATA, flags, 1)
                                .raw(new byte[100]);
                    }
                }
            }

            assertThat(service.stop().exit()).isEqualTo(143);

            assertThat(service.log()).contains("Graceful shutdown complete").doesNotContain("still running");
        }
    }
}
