package dev.http2bin.http2.http1;

import dev.http2bin.http2.http1.Rule.Broken;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects lines that end with CR LF (RFC 9112 §2.2) up to an empty one, and has each looked at when it is whole. */
final class Lines {
    private static final int STEP = 1024;
    private static final int DEL = 0x7f;

    /** Looks at lines. */
    interface Reader {
        /**
         * A line is whole.
         *
         * @param start where it begins in {@link Lines#bytes}
         * @param end where its CR is
         * @return whether it was the last one
         */
        boolean line(int start, int end) throws Broken;

        /** Bytes were collected, of which the last line is not whole yet. */
        void check(int lineStart, int size) throws Broken;
    }

    private byte[] bytes = new byte[STEP];
    private int size;
    private int scanned;
    private int line;

    /** What was collected; the same array until {@link #clear}, unless more is read. */
    byte[] bytes() {
        return bytes;
    }

    /** How many bytes were collected. */
    int size() {
        return size;
    }

    /** Begins anew. */
    void clear() {
        if (bytes.length > STEP) {
            bytes = new byte[STEP];
        }
        size = 0;
        scanned = 0;
        line = 0;
    }

    /** Takes bytes until the last line is whole; returns whether it is. */
    boolean read(ByteBuffer in, Reader reader) throws Broken {
        while (in.hasRemaining()) {
            int n = Math.min(in.remaining(), STEP);
            if (bytes.length < size + n) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + n));
            }
            in.get(bytes, size, n);
            size += n;
            if (scan(reader)) {
                in.position(in.position() - (size - scanned));
                size = scanned;
                return true;
            }
            reader.check(line, size);
        }
        return false;
    }

    private boolean scan(Reader reader) throws Broken {
        while (scanned < size) {
            byte b = bytes[scanned];
            if (isText(b)) {
                scanned++;
                continue;
            }
            if (b != '\r') {
                throw new Broken(b == '\n' ? Rule.LINE_END : Rule.CONTROL_CHARACTER);
            }
            if (scanned + 1 == size) {
                return false;
            }
            Rule.LINE_END.require(bytes[scanned + 1] == '\n');
            int start = line;
            int end = scanned;
            line = end + 2;
            scanned = line;
            if (reader.line(start, end)) {
                return true;
            }
        }
        return false;
    }

    /** What a field value may have between its ends (RFC 9110 §5.5). */
    private static boolean isText(byte b) {
        return (b >= ' ' && b != DEL) || b < 0 || b == '\t';
    }
}
