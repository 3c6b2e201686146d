package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.ErrorCode.CANCEL;
import static dev.http2bin.http2.frame.ErrorCode.FLOW_CONTROL_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.PROTOCOL_ERROR;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.FrameType.DATA;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static dev.http2bin.http2.frame.FrameType.WINDOW_UPDATE;
import static dev.http2bin.http2.frame.Setting.INITIAL_WINDOW_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import dev.http2bin.tools.Descriptors;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Windows both ways (RFC 9113 §5.2, §6.9); small ones, so that little data fills them. */
@RunningService
@TestPropertySource(properties = {"http2bin.http2.stream-window=64KB", "http2bin.http2.connection-window=128KB"})
class FlowControlTest {
    private static final int FRAME = 16_384;
    private static final int CONNECTION_WINDOW = 8 * FRAME;

    @Autowired
    TestEndpoints endpoints;

    @Test
    void moreThanTheStreamsWindowFailsTheStreamAlone(ScriptedPeer peer) {
        peer.greet().post(1, "/test/hold/stream-window");
        for (int i = 0; i < 4; i++) {
            peer.data(1, new byte[FRAME], 0);
        }
        peer.settle();
        assertThat(peer.unread()).isEmpty();

        peer.data(1, new byte[1], 0);

        peer.await("1 RST_STREAM FLOW_CONTROL_ERROR");
        endpoints.release("stream-window");
        peer.get(3, "/test/hello");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    @Test
    void moreThanTheConnectionsWindowEndsTheConnection(ScriptedPeer peer) {
        peer.greet().post(1, "/test/hold/connection-window").post(3, "/test/hold/connection-window");
        for (int i = 0; i < 4; i++) {
            peer.data(1, new byte[FRAME], 0).data(3, new byte[FRAME], 0);
        }
        peer.settle().post(5, "/test/count").data(5, new byte[1], 0);

        assertThat(peer.expectGoAway(FLOW_CONTROL_ERROR)).isEqualTo("more DATA than the connection's window");
        endpoints.release("connection-window");
    }

    @Test
    void paddingCountsForTheWindow(ScriptedPeer peer) {
        peer.greet().post(1, "/test/hold/padding");
        byte[] padding = new byte[257]; // one octet of content
        padding[0] = (byte) 255;
        for (int i = 0; i < 1024; i++) {
            peer.frame(DATA, 0x8, 1, padding);
        }
        endpoints.release("padding");

        assertThat(peer.await("1 WINDOW_UPDATE").number(0)).isPositive();
        peer.settle().data(1, new byte[FRAME], END_STREAM);
        assertThat(peer.response(1).text()).isEqualTo("17408 octets");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aResponseResetWhileItWaitsForAWindowClosesItsFile(ScriptedPeer peer) throws IOException {
        peer.greet(INITIAL_WINDOW_SIZE, 0).get(1, "/stream/files/large.bin").get(3, "/stream/files/large.bin");
        peer.awaitFrame(HEADERS, 1);
        peer.awaitFrame(HEADERS, 3);
        assertThat(openFiles("large.bin")).isEqualTo(2);

        peer.rst(1, CANCEL).rst(3, CANCEL);

        await().atMost(Duration.ofSeconds(5)).until(() -> openFiles("large.bin") == 0);
        assertThat(peer.get(5, "/version").windowUpdate(5, 1000).response(5).status())
                .isEqualTo("200");
    }

    private static long openFiles(String name) {
        return Descriptors.own().stream().filter(file -> file.endsWith(name)).count();
    }

    @Test
    void uploadsCancelledUnreadDoNotShrinkTheConnectionsWindow(ScriptedPeer peer) {
        peer.greet();
        long window = CONNECTION_WINDOW;
        for (int id = 1; id < 180; id += 2) {
            while (window < FRAME) {
                window += peer.awaitFrame(WINDOW_UPDATE, 0).number(0);
            }
            peer.post(id, "/test/hold/cancelled").data(id, new byte[FRAME], 0).rst(id, CANCEL);
            window -= FRAME;
        }
        peer.settle();
        endpoints.release("cancelled");
        while (window <= CONNECTION_WINDOW * 7 / 8) {
            window += peer.awaitFrame(WINDOW_UPDATE, 0).number(0);
        }
        assertThat(window).isLessThanOrEqualTo(CONNECTION_WINDOW);
    }

    @Test
    void anUploadLargerThanAllWindowsGoesOnAsItIsRead(ScriptedPeer peer) {
        peer.greet().post(1, "/test/count");
        long stream = 4 * FRAME;
        long connection = CONNECTION_WINDOW;
        for (int sent = 0; sent < 100; sent++) {
            while (stream < FRAME) {
                stream += peer.awaitFrame(WINDOW_UPDATE, 1).number(0);
            }
            while (connection < FRAME) {
                connection += peer.awaitFrame(WINDOW_UPDATE, 0).number(0);
            }
            peer.data(1, new byte[FRAME], sent == 99 ? END_STREAM : 0);
            stream -= FRAME;
            connection -= FRAME;
        }

        assertThat(peer.response(1).text()).isEqualTo("1638400 octets");
    }

    @Test
    void aLargerInitialWindowLetsAStalledResponseGoOn(ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, 0).get(1, "/test/bytes?n=100");
        peer.settle().settings(INITIAL_WINDOW_SIZE, 60);
        peer.await("1 DATA 60");
        peer.windowUpdate(1, 1000);
        assertThat(peer.rest(peer.awaitFrame(DATA, 1))).hasSize(40);
    }

    @Test
    void aWindowOfOneOctetIsUsedAsOftenAsItOpens(ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, 1).get(1, "/test/bytes?n=5");
        for (int i = 0; i < 4; i++) {
            peer.await("1 DATA 1");
            peer.windowUpdate(1, 1);
        }
        assertThat(peer.rest(peer.awaitFrame(DATA, 1))).hasSize(1);
    }

    @Test
    void aStreamWithoutWindowHoldsUpNoOther(ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, 0).get(1, "/test/bytes?n=10").get(3, "/test/hello");
        peer.windowUpdate(3, 100);

        assertThat(peer.response(3).text()).isEqualTo("hello");
        peer.windowUpdate(1, 100);
        assertThat(peer.response(1).text()).hasSize(10);
    }

    @Test
    void aSmallerInitialWindowMayMakeAWindowNegative(ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, 100).get(1, "/test/bytes?n=300");
        peer.await("1 DATA 100");
        peer.settings(INITIAL_WINDOW_SIZE, 10).windowUpdate(1, 90).settle();
        peer.await("0 SETTINGS ACK");
        assertThat(peer.unread()).allMatch(line -> line.startsWith("1 HEADERS"));

        peer.windowUpdate(1, 5);
        peer.await("1 DATA 5");
    }

    @Test
    void theConnectionsWindowHoldsUpAllStreams(ScriptedPeer peer) {
        peer.greet(INITIAL_WINDOW_SIZE, 1_000_000).get(1, "/test/bytes?n=70000");
        int received = 0;
        while (received < 65_535) {
            received += peer.awaitFrame(DATA, 1).payload().limit();
        }
        assertThat(received).isEqualTo(65_535);
        peer.get(3, "/test/hello").settle();
        assertThat(peer.unread()).noneMatch(line -> line.contains("DATA"));

        peer.windowUpdate(0, 10_000);
        assertThat(peer.rest(peer.awaitFrame(DATA, 1))).hasSize(70_000 - 65_535);
        peer.await("3 DATA 5");
    }

    @Test
    void aStreamsWindowOver2To31FailsTheStream(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hold/overflow").windowUpdate(1, Integer.MAX_VALUE);

        peer.await("1 RST_STREAM FLOW_CONTROL_ERROR");
        endpoints.release("overflow");
        peer.get(3, "/test/hello");
        assertThat(peer.response(3).text()).isEqualTo("hello");
    }

    @Test
    void theConnectionsWindowOver2To31EndsTheConnection(ScriptedPeer peer) {
        peer.greet().windowUpdate(0, Integer.MAX_VALUE);

        assertThat(peer.expectGoAway(FLOW_CONTROL_ERROR)).isEqualTo("connection window over 2^31-1");
    }

    @Test
    void anInitialWindowThatTakesAStreamsOver2To31EndsTheConnection(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hold/initial").windowUpdate(1, Integer.MAX_VALUE - 65_535);
        peer.settings(INITIAL_WINDOW_SIZE, 65_536);

        assertThat(peer.expectGoAway(FLOW_CONTROL_ERROR)).isEqualTo("INITIAL_WINDOW_SIZE overflows a window");
        endpoints.release("initial");
    }

    @Test
    void aWindowUpdateOfZeroIsAnError(ScriptedPeer peer) {
        peer.greet().get(1, "/test/hold/zero").windowUpdate(1, 0);
        peer.await("1 RST_STREAM PROTOCOL_ERROR");
        endpoints.release("zero");

        peer.windowUpdate(0, 0);
        assertThat(peer.expectGoAway(PROTOCOL_ERROR)).isEqualTo("WINDOW_UPDATE of 0");
    }
}
