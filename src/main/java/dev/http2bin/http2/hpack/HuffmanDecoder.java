package dev.http2bin.http2.hpack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decodes a Huffman-coded string (RFC 7541 §5.2) that may come in pieces: a code may be cut as well. */
final class HuffmanDecoder {
    private static final VarHandle OCTETS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Bits of a code that was cut; the next ones are the highest, and those behind them are 0. */
    private long bits;

    private int count;
    private int length;

    /** Begins a string. */
    void begin() {
        bits = 0;
        count = 0;
        length = 0;
    }

    /**
     * Decodes the octets from {@code from} to {@code to}, which follow those of the call before.
     *
     * @param dst takes the text from the string's begin, as far as it has room; the rest is checked and counted only
     * @return the length of the text so far, in octets
     * @throws HpackException if EOS is in there
     */
    int decode(byte[] src, int from, int to, byte[] dst) throws HpackException {
        long bits = this.bits;
        int count = this.count;
        int length = this.length;
        int position = from;
        while (true) {
            if (position <= to - Long.BYTES) {
                bits |= (long) OCTETS.get(src, position) >>> count;
                position += (63 - count) >>> 3; // bits of the next octet are there as well, and come again
                count |= 56;
            } else {
                while (count < 56 && position < to) {
                    bits |= (src[position++] & 0xffL) << (56 - count);
                    count += 8;
                }
            }
            int found = Huffman.found(bits | -1L >>> count); // what follows the end counts as padding
            if (found >>> 9 > count) {
                break;
            }
            do {
                int symbol = found & 0x1ff;
                if (symbol == Huffman.EOS) {
                    throw new HpackException("EOS in a Huffman-coded string");
                }
                if (length < dst.length) {
                    dst[length] = (byte) symbol;
                }
                length++;
                bits <<= found >>> 9;
                count -= found >>> 9;
                found = Huffman.found(bits);
            } while (count >= Huffman.MAX_LENGTH);
        }
        this.bits = bits;
        this.count = count;
        this.length = length;
        return length;
    }

    /**
     * Ends the string.
     *
     * @throws HpackException if the padding is longer than 7 bits or has a zero
     */
    void end() throws HpackException {
        if (count > 7 || (bits | -1L >>> count) != -1L) {
            throw new HpackException("Huffman padding is not at most 7 ones");
        }
    }
}
