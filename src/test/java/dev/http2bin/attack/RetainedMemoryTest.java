package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.FLOW_CONTROL_ERROR;
import static dev.http2bin.http2.frame.Flags.END_HEADERS;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.peer.Recording;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What clients may have the service keep: the heap after a collection, and direct buffers. */
@RunningService
class RetainedMemoryTest {
    private static final long MIB = 1 << 20;
    private static final HexFormat HEX = HexFormat.of();

    /** GET https /, and :authority a. */
    private static final String REQUEST = "828784410161";

    private final List<ScriptedPeer> peers = new ArrayList<>();

    @LocalServerPort
    int port;

    @AfterEach
    void leave() {
        peers.forEach(ScriptedPeer::close);
    }

    private ScriptedPeer connect() {
        ScriptedPeer peer = ScriptedPeer.connect(port);
        peers.add(peer);
        return peer;
    }

    /** CVE-2021-44716, CVE-2022-41717: 20 MiB of names that each come once. */
    @Test
    void namesThatNeverComeAgainAreForgotten() {
        ScriptedPeer peer = connect().greet().windowUpdate(0, 1 << 30);
        peer.raw(named(1)).response(1);
        long before = heap();

        for (int id = 3; id < 4_000; id += 2) {
            peer.raw(named(id));
            assertThat(peer.response(id).status()).isEqualTo("200");
        }

        assertHeapIsAtMost(before + 4 * MIB);
    }

    private static byte[] named(int id) {
        String[] fields = IntStream.range(0, 10)
                .boxed()
                .flatMap(i -> Stream.of("x-%d-%d-".formatted(id, i) + "n".repeat(1_000), ""))
                .toArray(String[]::new);
        return new Recording().get(id, "/hello", fields).octets();
    }

    /** CVE-2026-21714: what is known of a connection goes with it, also if its end was an error. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connectionsThatEndByAnErrorAreForgotten(boolean withStreams) {
        long before = connections();

        for (int i = 0; i < 300; i++) {
            overflow(withStreams);
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(connections()).isLessThanOrEqualTo(before));
    }

    private static long connections() {
        return LiveObjects.count(Connection.class.getName());
    }

    private void overflow(boolean withStreams) {
        try (ScriptedPeer peer = ScriptedPeer.connect(port).greet()) {
            if (withStreams) {
                for (int id = 1; id < 20; id += 2) {
                    peer.get(id, "/bytes/1000000");
                }
            }
            // the first alone may be the answer to DATA that is under way
            peer.windowUpdate(0, Integer.MAX_VALUE)
                    .windowUpdate(0, Integer.MAX_VALUE)
                    .expectGoAway(FLOW_CONTROL_ERROR);
        }
    }

    /**
     * CVE-2016-1544, CVE-2026-49975: 10,000 references of one octet each on 1,000 streams whose answers cannot leave. Each
     * would be 320,000 octets of a header list by the reckoning of RFC 9113 §6.5.2.
     *
     * @param bomb an empty field, the static table's empty cookie, and a field of 3,900 octets out of the dynamic table
     */
    @ParameterizedTest
    @ValueSource(strings = {"empty", "crumbs", "long"})
    void bombsOnStreamsThatStayOpenAreNotKept(String bomb) {
        byte[] block = HEX.parseHex(
                switch (bomb) {
                    case "empty" -> REQUEST + "40017800" + "be".repeat(10_000);
                    case "crumbs" -> REQUEST + "a0".repeat(10_000);
                    default -> REQUEST + "400178" + "7fbd1d" + "00".repeat(3_900) + "be".repeat(10_000);
                });
        connect().greet().frame(HEADERS, END_HEADERS | END_STREAM, 1, block).settle();
        long before = heap();

        for (int i = 0; i < 10; i++) {
            ScriptedPeer peer = connect().greet(Setting.INITIAL_WINDOW_SIZE, 0);
            for (int id = 1; id < 200; id += 2) {
                peer.frame(HEADERS, END_HEADERS | END_STREAM, id, block);
            }
            peer.settle();
        }

        assertHeapIsAtMost(before + 32 * MIB);
    }

    /** CVE-2019-9517: windows are wide open and nothing is read; 500 MB are asked for. */
    @Test
    void answersForClientsThatReadNothingAreNotBuffered() {
        long before = heap() + direct();

        for (int i = 0; i < 5; i++) {
            ScriptedPeer peer = connect()
                    .greet(Setting.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE)
                    .windowUpdate(0, 1 << 30);
            for (int id = 1; id < 200; id += 2) {
                peer.get(id, id % 4 == 1 ? "/bytes/1000000" : "/stream/bytes/1000000");
            }
        }

        assertStays(before + 64 * MIB);
    }

    /** For three seconds, in which the answers would have been made ten times. */
    private static void assertStays(long most) {
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(heap() + direct()).isLessThanOrEqualTo(most));
    }

    private static void assertHeapIsAtMost(long most) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(heap()).isLessThanOrEqualTo(most));
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** An octet each of GOAWAY, PRIORITY_UPDATE and unknown frames as long as a client may be told to send: what nobody reads is not waited for in memory. */
    @ParameterizedTest
    @ValueSource(ints = {0x7, 0x10, 0xbe})
    void longFramesThatNeverEndAreNotKept(int type) {
        long before = heap();

        for (int i = 0; i < 40; i++) {
            ScriptedPeer peer = connect().greet().get(1, "/faults/settings?MAX_FRAME_SIZE=1048576");
            peer.await("0 SETTINGS MAX_FRAME_SIZE");
            peer.settingsAck().response(1);
            peer.raw(HEX.parseHex("100000" + HEX.toHexDigits((byte) type) + "0000000000" + "00"));
            peer.forget();
        }

        assertHeapIsAtMost(before + 16 * MIB);
    }

    /** Header blocks wait for no window; 60 MB of them are asked for by few octets each. */
    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET"})
    void longHeaderBlocksForClientsThatReadNothingAreNotBuffered(String method) {
        long before = heap();

        for (int i = 0; i < 3; i++) {
            ScriptedPeer peer = connect().greet();
            for (int id = 1; id < 40; id += 2) {
                peer.headers(id, END_STREAM, Recording.request(method, "/faults/huge-headers?bytes=1000000"));
            }
        }

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(40)) // the workers still make what was asked for
                .untilAsserted(() -> assertThat(heap()).isLessThanOrEqualTo(before + 40 * MIB));
    }

    /** Undertow's encoder keeps the fields of the last response for as long as the connection is open. */
    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET"})
    void theFieldsOfAResponseThatWasSentAreNotKept(String method) {
        long before = heap();

        for (int i = 0; i < 40; i++) {
            ScriptedPeer peer = connect().greet();
            peer.headers(1, END_STREAM, Recording.request(method, "/faults/huge-headers?bytes=1000000"));
            peer.response(1);
            peer.settle(); // has read the CONTINUATION frames too
            peer.forget();
        }

        assertHeapIsAtMost(before + 16 * MIB);
    }
}
