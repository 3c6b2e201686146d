package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.http2bin.http2.frame.Flags.END_HEADERS;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.peer.Recording;
import dev.http2bin.peer.ScriptedPeer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HexFormat;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Frames and fields that hold nothing and cost work or memory all the same (CVE-2019-9516, CVE-2019-9518). */
@UnderAttack
class EmptyFramesTest {
    /** GET https /, and :authority a. */
    private static final String REQUEST = "828784410161";

    private static final int STREAMS = 1_000;

    @Autowired
    MeterRegistry meters;

    /** A field whose name and value are empty: never indexed, indexed, and both lengths as Huffman code. */
    @ParameterizedTest
    @ValueSource(strings = {"100000", "400000", "408080"})
    void aFieldWithoutNameFailsItsStreamAlone(String field, ScriptedPeer peer) {
        peer.greet().frame(HEADERS, END_HEADERS | END_STREAM, 1, octets(REQUEST + field));

        peer.await("1 RST_STREAM PROTOCOL_ERROR");
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100000", "400000", "408080"})
    void aListOfFieldsWithoutNamesIsTooLong(String field, ScriptedPeer peer) {
        peer.greet();
        Reaction reaction = Reaction.of(Limit.HEADER_LIST, meters);

        peer.frame(HEADERS, END_HEADERS | END_STREAM, 1, octets(REQUEST + field.repeat(5_000)));

        assertThat(peer.response(1).status()).isEqualTo("431");
        reaction.isCounted(1);
        assertThat(peer.get(3, "/test/hello").response(3).text()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100000", "400000", "408080"})
    void fieldsWithoutNamesOnManyStreamsEndTheConnection(String field, ScriptedPeer peer) {
        peer.greet();
        Reaction reaction = Reaction.of(Limit.RESETS, meters);

        peer.raw(onManyStreams(
                (frames, id) -> frames.frame(HEADERS, END_HEADERS | END_STREAM, id, octets(REQUEST + field))));

        reaction.endsConnection(peer, ENHANCE_YOUR_CALM);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, END_STREAM})
    void emptyHeaderBlocksEndTheConnection(int flags, ScriptedPeer peer) {
        peer.greet();
        Reaction reaction = Reaction.of(Limit.RESETS, meters);

        peer.raw(onManyStreams(
                (frames, id) -> frames.frame(HEADERS, flags, id).continuation(id, new byte[0], END_HEADERS)));

        reaction.endsConnection(peer, ENHANCE_YOUR_CALM);
    }

    @Test
    void emptyTrailersThatDoNotEndTheirStreamsEndTheConnection(ScriptedPeer peer) {
        peer.greet();
        Reaction reaction = Reaction.of(Limit.RESETS, meters);

        peer.raw(onManyStreams((frames, id) -> frames.post(id, "/body").frame(HEADERS, END_HEADERS, id)));

        reaction.endsConnection(peer, ENHANCE_YOUR_CALM);
    }

    /** The frames of all streams for one write, so that the time is the service's. */
    private static byte[] onManyStreams(ObjIntConsumer<Recording> each) {
        Recording frames = new Recording();
        for (int id = 1; id < 2 * STREAMS; id += 2) {
            each.accept(frames, id);
        }
        return frames.octets();
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
