package dev.http2bin.hpack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the primitive types of RFC 7541 §5 from one header block. */
final class BlockReader {

    /** A 31-bit value needs at most five continuation octets. */
    private static final int MAX_SHIFT = 28;

    private static final byte[] NOTHING = {};

    private byte[] octets = NOTHING;
    private int start;
    private int position;
    private int end;
    /** Where Huffman-coded text is decoded to; grows with need, to no more than the longest string allowed. */
    private byte[] text = NOTHING;

    /** Starts on the remaining octets of a block, and takes them all. */
    void open(ByteBuffer block) {
        int length = block.remaining();
        if (block.hasArray()) {
            octets = block.array();
            position = block.arrayOffset() + block.position();
            block.position(block.limit());
        } else {
            octets = new byte[length];
            position = 0;
            block.get(octets);
        }
        start = position;
        end = position + length;
    }

    /** Lets go of the block. */
    void close() {
        octets = NOTHING;
        start = position = end = 0;
    }

    /** Octets of the block read so far. */
    int consumed() {
        return position - start;
    }

    boolean hasRemaining() {
        return position < end;
    }

    /** The next octet, which there must be, from 0 to 255; it stays the next one. */
    int peek() {
        return octets[position] & 0xff;
    }

    /** An integer whose first octet keeps that many low bits for it (RFC 7541 §5.1); never negative. */
    int integer(int prefix) throws HpackException {
        int mask = (1 << prefix) - 1;
        int first = octet() & mask;
        if (first < mask) {
            return first;
        }
        long value = first;
        for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
            int octet = octet();
            value += (octet & 0x7fL) << shift;
            if (octet < 0x80) {
                if (value > Integer.MAX_VALUE) {
                    break;
                }
                return (int) value;
            }
        }
        throw new HpackException("integer of more than 31 bits");
    }

    /**
     * A string literal (RFC 7541 §5.2).
     *
     * @param limit how many octets it may have; negative if it is not wanted at all
     * @return null if it is longer; it has been checked and skipped then
     */
    @Nullable String string(int limit) throws HpackException {
        boolean huffman = hasRemaining() && peek() >= 0x80;
        int length = integer(7);
        if (length > end - position) {
            throw new HpackException("string goes beyond the header block");
        }
        int start = position;
        position += length;
        if (!huffman) {
            return length > limit ? null : new String(octets, start, length, StandardCharsets.ISO_8859_1);
        }
        makeRoom(Math.min(length * 8L / Huffman.MIN_LENGTH, limit));
        int decoded = Huffman.decode(octets, start, position, text);
        return decoded > limit ? null : new String(text, 0, decoded, StandardCharsets.ISO_8859_1);
    }

    private int octet() throws HpackException {
        if (position == end) {
            throw new HpackException("header block is truncated");
        }
        return octets[position++] & 0xff;
    }

    private void makeRoom(long length) {
        if (length > text.length) {
            text = new byte[(int) Math.max(length, 128)];
        }
    }
}
