package dev.http2bin.attack;

import static dev.http2bin.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.frame.ErrorCode;
import dev.http2bin.frame.Setting;
import dev.http2bin.peer.Recording;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.TestPropertySource;

/** A stream that ended is gone everywhere at once, whatever ended it, while its connection stays open. */
@RunningService
@TestPropertySource(properties = {"http2bin.limits.resets=1000000", "http2bin.limits.control-frames=1000000"})
class EndedStreamsTest {
    private static final int STREAMS = 400;

    /** Other tests' services and connections may have some. */
    private static final long OF_OTHERS = 20;

    /** Objects that Undertow, the servlets and the service have for each open stream. */
    private static final List<String> OF_A_STREAM = List.of(
            "io.undertow.server.HttpServerExchange",
            "io.undertow.protocols.http2.Http2Channel$StreamHolder",
            "io.undertow.protocols.http2.Http2HeadersStreamSinkChannel",
            "io.undertow.protocols.http2.Http2StreamSourceChannel",
            "dev.http2bin.ledger.Stream");

    /** What ends a stream; the last frame of each is the client's, or the server's answer is awaited. */
    private enum Ending {
        COMPLETED {
            @Override
            void end(ScriptedPeer peer, int id) {
                peer.get(id, id % 4 == 1 ? "/version" : "/stream/version").response(id);
            }
        },
        RESET_AT_ONCE {
            @Override
            void end(ScriptedPeer peer, int id) {
                peer.get(id, "/version").rst(id, ErrorCode.CANCEL);
            }
        },
        RESET_WHILE_THE_RESPONSE_WAITS {
            @Override
            void end(ScriptedPeer peer, int id) {
                peer.get(id, id % 4 == 1 ? "/bytes/100000" : "/stream/bytes/100000");
                peer.await(id + " HEADERS");
                peer.rst(id, ErrorCode.CANCEL);
            }
        },
        RESET_AMID_A_REQUEST {
            @Override
            void end(ScriptedPeer peer, int id) {
                String path = id % 4 == 1 ? "/body" : "/stream/body";
                peer.post(id, path).data(id, "some", 0).rst(id, ErrorCode.CANCEL);
            }
        },
        RESET_BY_THE_SERVER {
            @Override
            void end(ScriptedPeer peer, int id) {
                peer.get(id, "/faults/reset?error=CANCEL").await(id + " RST_STREAM CANCEL");
            }
        },
        MALFORMED_CONTENT {
            @Override
            void end(ScriptedPeer peer, int id) {
                peer.headers(id, 0, ScriptedPeer.request("POST", "/body", "content-length", "1"))
                        .data(id, "more", END_STREAM)
                        .await(id + " RST_STREAM PROTOCOL_ERROR");
            }
        },
        WINDOW_OVERFLOW {
            @Override
            void end(ScriptedPeer peer, int id) {
                // in one write, so that the response does not end in between
                peer.raw(new Recording()
                        .get(id, "/bytes/100000")
                        .windowUpdate(id, Integer.MAX_VALUE)
                        .windowUpdate(id, Integer.MAX_VALUE)
                        .octets());
                peer.await(id + " RST_STREAM FLOW_CONTROL_ERROR");
            }
        },
        REFUSED {
            @Override
            void end(ScriptedPeer peer, int id) {
                peer.get(id, "/faults/reset?error=REFUSED_STREAM").await(id + " RST_STREAM REFUSED_STREAM");
            }
        },
        ANSWERED_EARLY {
            @Override
            void end(ScriptedPeer peer, int id) {
                peer.headers(id, 0, ScriptedPeer.request("POST", "/nothing-here"))
                        .data(id, "some", 0);
                peer.response(id);
                peer.await(id + " RST_STREAM NO_ERROR");
            }
        };

        abstract void end(ScriptedPeer peer, int id);
    }

    @ParameterizedTest
    @EnumSource
    void leaveNothing(Ending ending, ScriptedPeer peer) throws Exception {
        peer.greet(Setting.INITIAL_WINDOW_SIZE, 1000);
        int streams = ending == Ending.ANSWERED_EARLY ? 20 : STREAMS; // each takes a quarter of a second
        for (int i = 0; i < streams; i++) {
            ending.end(peer, 1 + 2 * i);
            if (i % 16 == 0) {
                peer.windowUpdate(0, 1 << 20).settle();
            }
        }
        peer.settle();

        awaitFew();
        assertThat(peer.get(100_001, "/version").response(100_001).status()).isEqualTo("200");
    }

    private static void awaitFew() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        Map<String, Long> counts = LiveObjects.count(OF_A_STREAM);
        while (counts.values().stream().anyMatch(count -> count > OF_OTHERS) && System.nanoTime() < deadline) {
            Thread.sleep(100);
            counts = LiveObjects.count(OF_A_STREAM);
        }
        assertThat(counts.values()).as(counts.toString()).allMatch(count -> count <= OF_OTHERS);
    }
}
