package dev.http2bin.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HpackDecoderErrorTest {

    @ParameterizedTest
    @CsvSource({
        "80, index beyond the tables",
        "be, index beyond the tables",
        "7e0161, index beyond the tables",
        "0f2f0161, index beyond the tables",
        "ff80ffffff07, index beyond the tables",
        "3fe21f, table size update over the limit",
        "203f0120, more than two table size updates",
        "20202082, more than two table size updates",
        "8220, table size update after a field",
        "823fe11f, table size update after a field",
        "ff, header block is truncated",
        "ff80, header block is truncated",
        "40, header block is truncated",
        "400161, header block is truncated",
        "3f, header block is truncated",
        "400261, string goes beyond the header block",
        "40016102, string goes beyond the header block",
        "40016185ff, string goes beyond the header block",
        "407f80ffffff07, string goes beyond the header block",
        "ff8080808010, integer of more than 31 bits",
        "ffffffffff7f, integer of more than 31 bits",
        "ff808080808000, integer of more than 31 bits",
        "ffffffffffffffffffffff7f, integer of more than 31 bits",
        "400161827fff, Huffman padding is not at most 7 ones",
        "40016181ff, Huffman padding is not at most 7 ones",
        "4001618106, Huffman padding is not at most 7 ones",
        "ff81ffffff07, integer of more than 31 bits",
        "40016184ffffffff, EOS in a Huffman-coded string"
    })
    void brokenBlocksAreRefused(String block, String reason) {
        assertThatThrownBy(() -> Blocks.decode(new HpackDecoder(4096), Blocks.hex(block)))
                .isInstanceOf(HpackException.class)
                .hasMessage(reason)
                .satisfies(error -> assertThat(error.getStackTrace()).isEmpty());
        assertThatThrownBy(() -> Blocks.decodeByOctet(new HpackDecoder(4096), Blocks.hex(block)))
                .isInstanceOf(HpackException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40016181ff", "0001618106", "40016184ffffffff", "be"})
    void stringsThatAreNotWantedAreCheckedAllTheSame(String block) {
        assertThatThrownBy(() -> new HpackDecoder(0).decode(Blocks.hex(block), 0, 0, (field, how) -> {}))
                .isInstanceOf(HpackException.class);
    }

    @Test
    void anIntegerMayEndInAFewEmptyOctets() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096);
        assertThat(Blocks.decode(decoder, Blocks.hex("3f80808000"))).isEmpty();
        assertThat(decoder.table().maxSize()).isEqualTo(31);
    }

    @Test
    void twoUpdatesMayBeginABlock() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096);
        assertThat(Blocks.decode(decoder, Blocks.hex("203fe11f82"))).hasSize(1);
        assertThat(decoder.table().maxSize()).isEqualTo(4096);
    }

    @Test
    void aLoweredLimitCallsForAnUpdate() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096);
        decoder.maxTableSize(100);
        assertThatThrownBy(() -> Blocks.decode(decoder, Blocks.hex("82")))
                .hasMessage("no table size update after the limit was lowered");
    }

    @Test
    void aLimitLoweredAndRaisedCallsForAnUpdateToTheLowest() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096);
        Blocks.decode(decoder, Blocks.hex("400161016240016301644001650166"));
        decoder.maxTableSize(70);
        decoder.maxTableSize(4096);
        Blocks.decode(decoder, Blocks.hex("3f273fe11fbe"));
        assertThat(Blocks.lines(decoder.table().entries())).isEqualTo("e: f\nc: d\n");

        decoder.maxTableSize(34);
        decoder.maxTableSize(4096);
        assertThatThrownBy(() -> Blocks.decode(decoder, Blocks.hex("3f2782")))
                .hasMessage("no table size update after the limit was lowered");
    }

    @Test
    void aPeerThatAlreadyUsesLessNeedsNoUpdate() throws HpackException {
        HpackDecoder decoder = new HpackDecoder(4096);
        Blocks.decode(decoder, Blocks.hex("3f0182"));
        decoder.maxTableSize(100);
        assertThat(Blocks.decode(decoder, Blocks.hex("82"))).hasSize(1);
    }

    @Test
    void aBlockCutAtAnyOctetIsRefusedOrHasFewerFields() throws HpackException {
        List<HeaderField> fields = Blocks.fields("""
                :method: GET
                :path: /a?b=c
                user-agent: a long enough agent to need Huffman coding
                x-raw: ~~~~~~~~\\^\\^
                authorization: Basic Zm9vOmJhcg==
                """);
        ByteBuffer block = Blocks.encode(new HpackEncoder(256, true), fields);
        for (int length = 0; length < block.limit(); length++) {
            try {
                List<HeaderField> decoded = Blocks.decode(
                        new HpackDecoder(4096), block.duplicate().limit(length).slice());
                assertThat(decoded).isEqualTo(fields.subList(0, decoded.size()));
                assertThat(decoded.size()).isLessThan(fields.size());
            } catch (HpackException refused) {
                assertThat(refused).hasMessageMatching("header block is truncated|string goes beyond .*");
            }
        }
        assertThat(Blocks.decode(new HpackDecoder(4096), block)).isEqualTo(fields);
    }
}
