package dev.http2bin.http2.hpack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the primitive types of RFC 7541 §5 from a header block that comes in fragments. An integer or a string that a
 * fragment cuts goes on in the next one: the same call is made again. Of a string no more is kept than is wanted.
 */
final class BlockReader {

    /** What {@link #integer} returns if the fragment ends before the integer does. */
    static final int MORE = -1;

    /** A 31-bit value needs at most five continuation octets. */
    private static final int MAX_SHIFT = 28;

    /** A longer buffer for text is not kept: few connections need it again. */
    private static final int MOST_KEPT = 2_048;

    private static final int NONE = -1;
    private static final byte[] NOTHING = {};

    private byte[] octets = NOTHING;
    private int position;
    private int end;
    /** What to add to the position for the octets of the block that were read. */
    private int offset;
    /** An integer that a fragment cut: its value so far, and where the next octet's bits belong, or {@link #NONE}. */
    private long value;

    private int shift = NONE;
    /** A string whose length is known: the octets that are still to come, or {@link #NONE}. */
    private int left = NONE;

    private boolean huffman;
    private final HuffmanDecoder code = new HuffmanDecoder();
    /** The text of a string so far, as much as is wanted, and the length of all of it. */
    private byte[] text = NOTHING;

    private int length;
    private @Nullable String string;

    /** Begins a block. */
    void begin() {
        shift = NONE;
        left = NONE;
        offset = 0;
        position = 0;
    }

    /** Starts on the remaining octets of a fragment, and takes them all. */
    void open(ByteBuffer fragment) {
        int consumed = consumed();
        int size = fragment.remaining();
        if (fragment.hasArray()) {
            octets = fragment.array();
            position = fragment.arrayOffset() + fragment.position();
            fragment.position(fragment.limit());
        } else {
            octets = new byte[size];
            position = 0;
            fragment.get(octets);
        }
        offset = consumed - position;
        end = position + size;
    }

    /** Lets go of the fragment. */
    void close() {
        octets = NOTHING;
        offset = consumed();
        position = end = 0;
        string = null;
        if (left == NONE && text.length > MOST_KEPT) {
            text = NOTHING;
        }
    }

    /** Octets of the block read so far. */
    int consumed() {
        return position + offset;
    }

    boolean hasRemaining() {
        return position < end;
    }

    /** The next octet, which there must be, from 0 to 255; it stays the next one. */
    int peek() {
        return octets[position] & 0xff;
    }

    /**
     * An integer whose first octet keeps that many low bits for it (RFC 7541 §5.1).
     *
     * @return {@link #MORE} if the fragment cuts it, else a value that is not negative
     */
    int integer(int prefix) throws HpackException {
        if (shift == NONE) {
            if (position == end) {
                return MORE;
            }
            int mask = (1 << prefix) - 1;
            int first = octets[position++] & mask;
            if (first < mask) {
                return first;
            }
            value = first;
            shift = 0;
        }
        while (position < end) {
            int octet = octets[position++];
            value += (octet & 0x7fL) << shift;
            if (octet >= 0 && value <= Integer.MAX_VALUE) {
                shift = NONE;
                return (int) value;
            }
            if (octet >= 0 || shift == MAX_SHIFT) {
                throw new HpackException("integer of more than 31 bits");
            }
            shift += 7;
        }
        return MORE;
    }

    /**
     * Reads on in a string literal (RFC 7541 §5.2).
     *
     * @param limit how many octets it may have, the same in each call for a string; negative if it is not wanted at all
     * @return whether it is whole, so that {@link #string()} has it
     */
    boolean string(int limit) throws HpackException {
        if (left == NONE && !beginString()) {
            return false;
        }
        int start = position;
        int size = Math.min(left, end - start);
        position += size;
        left -= size;
        if (huffman) {
            makeRoom((size * 8L + Huffman.MAX_LENGTH) / Huffman.MIN_LENGTH, limit);
            length = code.decode(octets, start, position, text);
        } else if (length == 0 && left == 0) { // all of it is in this fragment
            left = NONE;
            string = size > limit ? null : new String(octets, start, size, StandardCharsets.ISO_8859_1);
            return true;
        } else {
            keep(start, size, limit);
        }
        return left == 0 && endString(limit);
    }

    private boolean endString(int limit) throws HpackException {
        if (huffman) {
            code.end();
        }
        left = NONE;
        string = length > limit ? null : new String(text, 0, length, StandardCharsets.ISO_8859_1);
        return true;
    }

    /** Keeps a part of a string that a fragment cuts, unless it is too long: the sum is the length of all of it. */
    private void keep(int start, int size, int limit) {
        if (length + size + left <= limit) {
            makeRoom(size, limit);
            System.arraycopy(octets, start, text, length, size);
        }
        length += size;
    }

    /** The string that was read last; null if it is longer than its limit, so that it was only checked and skipped. */
    @Nullable String string() {
        return string;
    }

    /** Whether the octets of a string are still to come, whose length is known. */
    boolean insideString() {
        return left != NONE;
    }

    private boolean beginString() throws HpackException {
        if (shift == NONE && position < end) {
            huffman = octets[position] < 0;
        }
        int size = integer(7);
        if (size == MORE) {
            return false;
        }
        left = size;
        length = 0;
        code.begin();
        return true;
    }

    /** Makes room for more text, as far as it is wanted. */
    private void makeRoom(long more, int limit) {
        long needed = Math.min(length + more, limit);
        if (needed > text.length) {
            long doubled = Math.min(2L * text.length, limit);
            text = Arrays.copyOf(text, (int) Math.max(128, Math.max(needed, doubled)));
        }
    }
}
