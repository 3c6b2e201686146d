package dev.http2bin.attack;

import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.listener.Workers;
import dev.http2bin.peer.ScriptedPeer;
import dev.http2bin.peer.TestEndpoints;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Endpoints that block, kept waiting by one connection: the workers that are left serve the others. */
@UnderAttack
class WorkersTest {
    private static final int VICTIM = 1;
    private static final int SETTLING_MILLIS = 500;

    @Autowired
    TestEndpoints endpoints;

    @Autowired
    Workers workers;

    @LocalServerPort
    int port;

    @Test
    void requestsThatTakeLongHoldAQuarterOfTheWorkers(ScriptedPeer peer) throws Exception {
        peer.greet();
        for (int id = 1; id < 80; id += 2) {
            peer.get(id, "/test/hold/quarter");
        }
        endpoints.awaitHeld("quarter");

        assertAQuarterIsBusy();

        endpoints.release("quarter");
        for (int id = 1; id < 80; id += 2) {
            assertThat(peer.response(id).text()).isEqualTo("held");
        }
    }

    @Test
    void uploadsThatDoNotComeHoldAQuarterOfTheWorkers(ScriptedPeer peer) throws Exception {
        peer.greet();
        for (int id = 1; id < 80; id += 2) {
            peer.post(id, "/test/count").data(id, "one octet and no more", 0);
        }
        peer.settle();

        assertAQuarterIsBusy();
        endpoints.forgetUploads();
    }

    /** Clients leave amid a frame, be it the request's last or not; whoever waits for the rest hears of it. */
    @ParameterizedTest
    @ValueSource(ints = {END_STREAM, 0})
    void uploadsWhoseClientLeavesAmidAFrameHoldNoWorker(int flags) throws Exception {
        endpoints.forgetUploads();
        List<ScriptedPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                ScriptedPeer peer = ScriptedPeer.connect(port).greet();
                peers.add(peer);
                peer.post(1, "/test/count")
                        .header(200, FrameType.DATA, flags, 1)
                        .raw(new byte[100]);
            }
            await().until(() -> workers.busy() >= 4);
        } finally {
            peers.forEach(ScriptedPeer::close);
        }

        for (int i = 0; i < 4; i++) {
            endpoints.awaitUploadEnd();
        }
    }

    /** As many connections as would take all workers, were an answer to hold one while it waits for a window. */
    @ParameterizedTest
    @ValueSource(strings = {"/version", "/echo", "/delay/1ms", "/bytes/1000000", "/files/large.bin"})
    void answersThatWaitForAWindowHoldNoWorker(String path) throws Exception {
        List<ScriptedPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                ScriptedPeer peer = ScriptedPeer.connect(port).greet(Setting.INITIAL_WINDOW_SIZE, 0);
                peers.add(peer);
                for (int id = 1; id < 20; id += 2) {
                    peer.get(id, path);
                }
                peer.settle();
            }
            Thread.sleep(SETTLING_MILLIS);

            assertThat(workers.busy()).isLessThanOrEqualTo(VICTIM);
            ScriptedPeer first = peers.get(0);
            assertThat(first.windowUpdate(1, 10_000_000)
                            .windowUpdate(0, 10_000_000)
                            .response(1)
                            .status())
                    .isEqualTo("200");
        } finally {
            peers.forEach(ScriptedPeer::close);
        }
    }

    @Test
    void duplexStreamsThatWaitForTheirClientsHoldNoWorker() throws Exception {
        List<ScriptedPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                ScriptedPeer peer = ScriptedPeer.connect(port).greet();
                peers.add(peer);
                for (int id = 1; id < 20; id += 2) {
                    peer.put(id, "/duplex").data(id, "one", 0);
                }
                for (int id = 1; id < 20; id += 2) {
                    peer.awaitFrame(FrameType.DATA, id);
                }
            }

            await().until(() -> workers.busy() <= VICTIM);
        } finally {
            peers.forEach(ScriptedPeer::close);
        }
    }

    private void assertAQuarterIsBusy() throws InterruptedException {
        int quarter = workers.max() / 4;
        await().until(() -> workers.busy() >= quarter);
        Thread.sleep(SETTLING_MILLIS);
        assertThat(workers.busy()).isBetween(quarter, quarter + VICTIM);
    }
}
