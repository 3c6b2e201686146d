package dev.http2bin.http2.gate;

import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static dev.http2bin.http2.frame.Setting.HEADER_TABLE_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.peer.PeerFrame;
import dev.http2bin.peer.RunningService;
import dev.http2bin.peer.ScriptedPeer;
import org.junit.jupiter.api.Test;

/** The server's dynamic table keeps within what the client allows; the peer's decoder refuses a block that does not. */
@RunningService
class HeaderTableTest {

    @Test
    void whatWasSentBeforeIsAnIndex(ScriptedPeer peer) {
        peer.greet();
        int first = block(peer, 1, "kept");
        int second = block(peer, 3, "kept");

        assertThat(second).isLessThan(first / 2);
        assertThat(peer.table().entries()).anyMatch(field -> field.value().equals("kept"));
    }

    @Test
    void withoutATableNothingIsKept(ScriptedPeer peer) {
        peer.greet(HEADER_TABLE_SIZE, 0);
        block(peer, 1, "kept");
        int second = block(peer, 3, "kept");
        int third = block(peer, 5, "kept");

        assertThat(third).isEqualTo(second);
        assertThat(peer.table().entries()).isEmpty();
        assertThat(peer.table().maxSize()).isZero();
    }

    @Test
    void aSmallTableIsUsedAndNotOverrun(ScriptedPeer peer) {
        peer.greet(HEADER_TABLE_SIZE, 100);
        for (int id = 1; id < 40; id += 2) {
            block(peer, id, "value " + id);
        }

        assertThat(peer.table().maxSize()).isEqualTo(100);
        assertThat(peer.table().insertions()).isPositive();
    }

    @Test
    void theLargestTableAllowedIsNotUsed(ScriptedPeer peer) {
        peer.greet(HEADER_TABLE_SIZE, Integer.MAX_VALUE);
        for (int id = 1; id < 200; id += 2) {
            block(peer, id, "value " + id);
        }

        assertThat(peer.table().maxSize()).isEqualTo(4096);
        assertThat(peer.table().evictions()).isPositive();
    }

    @Test
    void aTableThatShrinksAndGrowsBetweenTwoBlocksIsEmptied(ScriptedPeer peer) {
        peer.greet();
        block(peer, 1, "kept");
        peer.settings(HEADER_TABLE_SIZE, 0).settings(HEADER_TABLE_SIZE, 4096);
        peer.await("0 SETTINGS ACK");
        peer.await("0 SETTINGS ACK");
        block(peer, 3, "other");

        assertThat(peer.table().entries()).noneMatch(field -> field.value().equals("kept"));
        assertThat(peer.table().maxSize()).isEqualTo(4096);
    }

    /** RFC 9113 §6.5.3: entries count in their order. */
    @Test
    void aTableThatShrinksAndGrowsWithinOneFrameIsEmptied(ScriptedPeer peer) {
        peer.greet();
        block(peer, 1, "kept");
        peer.settings(HEADER_TABLE_SIZE, 0, HEADER_TABLE_SIZE, 4096);
        peer.await("0 SETTINGS ACK");
        block(peer, 3, "other");

        assertThat(peer.table().entries()).noneMatch(field -> field.value().equals("kept"));
        assertThat(peer.table().maxSize()).isEqualTo(4096);
    }

    @Test
    void aTableThatGrowsAndShrinksWithinOneFrameStaysSmall(ScriptedPeer peer) {
        peer.greet();
        block(peer, 1, "kept");
        peer.settings(HEADER_TABLE_SIZE, 0, HEADER_TABLE_SIZE, 4096, HEADER_TABLE_SIZE, 100);
        peer.await("0 SETTINGS ACK");
        block(peer, 3, "other");

        assertThat(peer.table().entries()).noneMatch(field -> field.value().equals("kept"));
        assertThat(peer.table().maxSize()).isEqualTo(100);
    }

    @Test
    void aTableThatChangesWithEachRequestStaysInStep(ScriptedPeer peer) {
        peer.greet();
        int id = 1;
        for (long size : new long[] {50, 4096, 0, 200, 1L << 31, 0xffff_ffffL, 0, 4096}) {
            peer.settings(HEADER_TABLE_SIZE, size);
            peer.await("0 SETTINGS ACK");
            block(peer, id, "value");
            block(peer, id + 2, "value");
            id += 4;
        }
        assertThat(peer.table().maxSize()).isEqualTo(4096);
    }

    /** The octets of the response's header block. */
    private static int block(ScriptedPeer peer, int id, String value) {
        peer.get(id, "/test/table?value=" + value.replace(' ', '+'));
        PeerFrame headers = peer.awaitFrame(HEADERS, id);
        assertThat(headers.field("x-table")).isEqualTo(value);
        peer.rest(headers);
        return headers.payload().limit();
    }
}
