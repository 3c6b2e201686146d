package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.COMPRESSION_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.http2bin.http2.frame.ErrorCode.FLOW_CONTROL_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.FRAME_SIZE_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.NO_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.PROTOCOL_ERROR;
import static dev.http2bin.http2.frame.Flags.END_HEADERS;
import static dev.http2bin.http2.frame.FrameType.GOAWAY;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static dev.http2bin.http2.frame.FrameType.PING;
import static dev.http2bin.http2.frame.FrameType.PRIORITY_UPDATE;
import static dev.http2bin.http2.frame.FrameType.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a client sends behind a GOAWAY, its own or the service's (CVE-2022-27664, CVE-2025-8671, CVE-2026-27135). */
@UnderAttack
class AfterGoAwayTest {
    private static final int RESETS = 1_000;

    @Autowired
    MeterRegistry meters;

    @Autowired
    TestEndpoints endpoints;

    /** One stream is enough to have the service reset without end; {@link RapidResetTest} has a stream for each. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void invalidWindowUpdatesOfOneStreamCountBehindTheClientsGoAwayToo(boolean goAway, ScriptedPeer peer) {
        peer.greet().get(1, "/delay/5000ms").get(3, "/delay/5000ms");
        if (goAway) {
            peer.goAway(0, NO_ERROR);
        }
        Reaction reaction = Reaction.of(Limit.CONTROL_FRAMES, meters);

        for (int i = 0; i < RESETS; i++) {
            peer.windowUpdate(3, 0);
        }

        reaction.endsConnection(peer, ENHANCE_YOUR_CALM);
    }

    /** Faults that end the connection. */
    enum Fault {
        INDEX_0(COMPRESSION_ERROR, peer -> peer.frame(HEADERS, END_HEADERS, 1, (byte) 0x80)),
        SETTINGS_ON_A_STREAM(PROTOCOL_ERROR, peer -> peer.frame(SETTINGS, 0, 1)),
        CONNECTION_WINDOW_OVERFLOW(FLOW_CONTROL_ERROR, peer -> peer.windowUpdate(0, Integer.MAX_VALUE)),
        SHORT_PING(FRAME_SIZE_ERROR, peer -> peer.frame(PING, 0, 0, new byte[7])),
        SHORT_PRIORITY_UPDATE(FRAME_SIZE_ERROR, peer -> peer.frame(PRIORITY_UPDATE, 0, 0, new byte[3])),
        PRIORITY_UPDATE_ON_A_STREAM(PROTOCOL_ERROR, peer -> peer.frame(PRIORITY_UPDATE, 0, 1, new byte[4])),
        UNFINISHED_BLOCK(
                PROTOCOL_ERROR, peer -> peer.frame(HEADERS, 0, 1, (byte) 0x82).ping(1));

        private final ErrorCode code;

        @SuppressWarnings("ImmutableEnumChecker") // what each sends is a constant
        private final Consumer<ScriptedPeer> frames;

        Fault(ErrorCode code, Consumer<ScriptedPeer> frames) {
            this.code = code;
            this.frames = frames;
        }
    }

    /** The client goes on for as long as it can write: requests, PINGs, and frames of a wrong length. */
    @ParameterizedTest
    @EnumSource
    void nothingIsDoneForWhatComesBehindAConnectionError(Fault fault, ScriptedPeer peer) {
        peer.greet();
        int dispatched = endpoints.fieldRequests();
        double closed = closed();
        fault.frames.accept(peer);
        assertThat(peer.awaitFrame(GOAWAY, 0).number(4)).isEqualTo(fault.code.code());

        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            for (int id = 3; id < 200; id += 2) {
                peer.get(id, "/test/fields").ping(id).frame(SETTINGS, 0, 0, new byte[5]);
            }
            assertThat(closed()).isGreaterThan(closed);
        });
        peer.expectClosed();
        assertThat(peer.unread()).as("answers behind the GOAWAY").isEmpty();
        assertThat(endpoints.fieldRequests()).isEqualTo(dispatched);
    }

    private double closed() {
        return meters.get("http2.server.connections.closed").tag("reason", "protocol_error").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** A client may have sent what was refused again, elsewhere (RFC 9113 §6.8). */
    @ParameterizedTest
    @EnumSource
    void aSecondGoAwayNamesNoStreamThatWasRefusedBehindTheFirst(Fault fault, ScriptedPeer peer) {
        peer.greet().get(1, "/delay/5000ms").get(3, "/faults/goaway");
        assertThat(peer.awaitFrame(GOAWAY, 0).number(0)).isEqualTo(3);
        peer.get(5, "/test/hello").get(7, "/test/hello");
        peer.await("7 RST_STREAM REFUSED_STREAM");

        fault.frames.accept(peer);

        assertThat(peer.awaitFrame(GOAWAY, 0).number(0)).isEqualTo(3);
    }
}
