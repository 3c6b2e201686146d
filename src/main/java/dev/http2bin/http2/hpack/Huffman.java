package dev.http2bin.http2.hpack;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The Huffman code of RFC 7541 Appendix B. It is canonical: codes ascend by length, then by symbol, so the lengths alone
 * define it.
 */
final class Huffman {

    /** The shortest code in bits. */
    static final int MIN_LENGTH = 5;

    /** The symbol that ends no string, but whose first bits pad one. */
    static final int EOS = 256;

    /** The longest one. */
    static final int MAX_LENGTH = 30;

    /** The code length in bits of each symbol from 0 to EOS, as a digit of base 36. */
    private static final String LENGTHS = """
            dnsssssssoussussssssssusssssssss
            6aacd68baa8b8666555666666678f6ca
            d67777777777777777777777878djde6
            f56565666577666567655677777fbeds
            kmkkmmmnmnnnnnonoomnonnnnlmnmnno
            mlkmmnnlnmmolmnnllmlnmnnkmmmnmmn
            qqkjmnmpqqqrrqopjlqrrqrollqqsrrr
            koklmllnmmppooqnqrqqrrrrrsrrrrrq
            u
            """.replace("\n", "");

    private static final byte[] LENGTH = new byte[EOS + 1];
    private static final int[] CODE = new int[EOS + 1];

    /** All symbols in the order of their codes. */
    private static final short[] SYMBOL = new short[EOS + 1];
    /** By length: the code after the last one of that length, as the high bits of MAX_LENGTH bits. */
    private static final int[] END = new int[MAX_LENGTH + 1];
    /** By length: what to add to a code to find its place in SYMBOL. */
    private static final int[] PLACE = new int[MAX_LENGTH + 1];
    /** By the next 8 bits: {@link #found} for the code they begin with, 0 if it is longer than 8 bits. */
    private static final short[] SHORT = new short[256];

    static {
        Arrays.setAll(CODE, symbol -> Character.digit(LENGTHS.charAt(symbol), 36));
        int[] symbols = IntStream.rangeClosed(0, EOS)
                .boxed()
                .sorted(Comparator.comparingInt(symbol -> CODE[symbol]))
                .mapToInt(Integer::intValue)
                .toArray();
        int next = 0; // the next free code, as the high bits of MAX_LENGTH bits
        for (int place = 0; place <= EOS; place++) {
            int symbol = symbols[place];
            int length = CODE[symbol];
            int code = next >>> (MAX_LENGTH - length);
            next += 1 << (MAX_LENGTH - length);
            SYMBOL[place] = (short) symbol;
            LENGTH[symbol] = (byte) length;
            CODE[symbol] = code;
            PLACE[length] = place - code;
            Arrays.fill(END, length, END.length, next);
            if (length <= 8) {
                int first = code << (8 - length);
                Arrays.fill(SHORT, first, first + (1 << (8 - length)), (short) found(length, symbol));
            }
        }
    }

    private Huffman() {}

    /** The octets that {@link #encode} writes for the text. */
    static int encodedLength(String text) {
        long bits = 7;
        for (int i = 0; i < text.length(); i++) {
            bits += LENGTH[octet(text, i)];
        }
        return (int) (bits >>> 3);
    }

    /** Writes the code of each octet, and pads with ones to a whole octet. */
    static void encode(String text, ByteBuffer dst) {
        long bits = 0;
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            int octet = octet(text, i);
            bits = bits << LENGTH[octet] | CODE[octet];
            count += LENGTH[octet];
            while (count >= 8) {
                count -= 8;
                dst.put((byte) (bits >>> count));
            }
        }
        if (count > 0) {
            dst.put((byte) (bits << (8 - count) | 0xff >>> count));
        }
    }

    /** The octet a char stands for; one that stands for none becomes a question mark, as in ISO-8859-1. */
    static int octet(String text, int index) {
        char c = text.charAt(index);
        return c < 256 ? c : '?';
    }

    /** The code that these bits begin with, the highest first: its length in bits, times 512, and its symbol. */
    static int found(long bits) {
        int found = SHORT[(int) (bits >>> 56)];
        return found == 0 ? longCode((int) (bits >>> (64 - MAX_LENGTH))) : found;
    }

    private static int longCode(int bits) {
        int length = 10;
        while (bits >= END[length]) {
            length++;
        }
        return found(length, SYMBOL[PLACE[length] + (bits >>> (MAX_LENGTH - length))]);
    }

    private static int found(int length, int symbol) {
        return length << 9 | symbol;
    }
}
