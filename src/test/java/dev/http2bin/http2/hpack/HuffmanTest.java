package dev.http2bin.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuffmanTest {

    /** Codes of RFC 7541 Appendix B: the first and the last one of several lengths, padded with ones. */
    @ParameterizedTest
    @CsvSource({
        "48, 07",
        "116, 4f",
        "32, 53",
        "117, b7",
        "58, b9",
        "122, f7",
        "38, f8",
        "90, fd",
        "33, fe3f",
        "63, ff3f",
        "39, ff5f",
        "124, ff9f",
        "35, ffaf",
        "62, ffbf",
        "0, ffc7",
        "126, ffef",
        "94, fff3",
        "125, fff7",
        "60, fff9",
        "123, fffd",
        "92, fffe1f",
        "208, fffe5f",
        "128, fffe6f",
        "226, fffedf",
        "153, fffee7",
        "230, ffff47",
        "129, ffff4b",
        "233, ffffaf",
        "1, ffffb1",
        "239, ffffe9",
        "9, ffffea",
        "237, fffff5",
        "199, fffff67f",
        "235, fffff7ff",
        "192, fffff83f",
        "255, fffffbbf",
        "203, fffffbdf",
        "254, fffffe1f",
        "2, fffffe2f",
        "249, ffffffef",
        "10, fffffff3",
        "22, fffffffb"
    })
    void codesAreThoseOfAppendixB(int symbol, String code) throws HpackException {
        String text = Character.toString(symbol);
        assertThat(encode(text)).isEqualTo(code);
        assertThat(decode(code)).isEqualTo(text);
    }

    @Test
    void everyPairOfOctetsSurvives() throws HpackException {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                String text = Character.toString(first) + (char) second;
                String code = encode(text);
                assertThat(decode(code)).isEqualTo(text);
                assertThat(code).hasSize(2 * Huffman.encodedLength(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fffffffc", "ffffffff", "07fffffffe", "3fffffffff", "ffffffffffffffff"})
    void eosIsAnError(String code) {
        assertThatThrownBy(() -> decode(code))
                .isInstanceOf(HpackException.class)
                .hasMessageContaining("EOS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "07ff", "07ffff", "fffffe", "00fe", "06", "04", "50", "fff0"})
    void paddingIsAtMostSevenOnes(String code) {
        assertThatThrownBy(() -> decode(code))
                .isInstanceOf(HpackException.class)
                .hasMessageContaining("padding");
    }

    @Test
    void textBeyondTheRoomIsCountedNotStored() throws HpackException {
        byte[] code = bytes(encode("www.example.com"));
        byte[] room = new byte[3];
        assertThat(decode(code, room)).isEqualTo(15);
        assertThat(room).isEqualTo("www".getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String encode(String text) {
        ByteBuffer code = ByteBuffer.allocate(64);
        Huffman.encode(text, code);
        return Blocks.hex(code.flip());
    }

    private static String decode(String hex) throws HpackException {
        byte[] code = bytes(hex);
        byte[] text = new byte[64];
        return new String(text, 0, decode(code, text), StandardCharsets.ISO_8859_1);
    }

    private static int decode(byte[] code, byte[] room) throws HpackException {
        HuffmanDecoder decoder = new HuffmanDecoder();
        decoder.begin();
        int length = decoder.decode(code, 0, code.length, room);
        decoder.end();
        return length;
    }

    private static byte[] bytes(String hex) {
        return Blocks.hex(hex).array();
    }
}
