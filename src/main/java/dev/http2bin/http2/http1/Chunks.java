package dev.http2bin.http2.http1;

import dev.http2bin.http2.buffer.Buffers;
import dev.http2bin.http2.hpack.HeaderField;
import dev.http2bin.http2.http1.Rule.Broken;
import dev.http2bin.http2.syntax.Characters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chunked content (RFC 9112 §7.1), handed on as chunks without extensions.
 *
 * <pre>
 *   SIZE ─┬──────────────────────────────┐
 *         └ EXTENSION ⇄ NAME ─ VALUE ────┤
 *                                   SIZE_LF ─ DATA ─ DATA_CR ─ DATA_LF ─ SIZE
 *                                        └ TRAILERS ─ DONE
 * </pre>
 */
final class Chunks implements Lines.Reader {
    private static final int MAX_DIGITS = 15;
    private static final int MAX_EXTENSIONS = 4096;
    private static final byte[] CRLF = {'\r', '\n'};

    private enum State {
        SIZE,
        BEFORE_EXTENSION,
        BEFORE_NAME,
        NAME,
        AFTER_NAME,
        BEFORE_VALUE,
        VALUE,
        QUOTED,
        ESCAPED,
        AFTER_VALUE,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILERS,
        DONE
    }

    private final int maxSize;
    private final int maxFields;
    private final FieldLine field = new FieldLine();
    private final Lines lines = new Lines();
    private final List<HeaderField> trailers = new ArrayList<>();
    private State state = State.SIZE;
    private long left;
    private int digits;
    private int extensions;

    Chunks(int maxSize, int maxFields) {
        this.maxSize = maxSize;
        this.maxFields = maxFields;
    }

    /** Whether the last trailer was read. */
    boolean done() {
        return state == State.DONE;
    }

    /** The trailers in the order in which they came, once they have. */
    List<HeaderField> trailers() {
        return List.copyOf(trailers);
    }

    /**
     * Reads on.
     *
     * @param out gets content until it is full
     * @return what is to be handed on behind that before this is called again
     */
    ByteBuffer read(ByteBuffer in, ByteBuffer out) throws Broken {
        while (in.hasRemaining() && state != State.DONE) {
            if (state == State.DATA) {
                if (!move(in, out)) {
                    break;
                }
            } else if (state == State.TRAILERS) {
                if (lines.read(in, this)) {
                    state = State.DONE;
                    return ByteBuffer.wrap(lines.bytes(), 0, lines.size());
                }
            } else {
                State before = state;
                state = next(in.get());
                if (before == State.SIZE_LF) {
                    return ByteBuffer.wrap((Long.toHexString(left) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
                if (before == State.DATA_LF) {
                    return ByteBuffer.wrap(CRLF);
                }
            }
        }
        return ByteBuffer.allocate(0);
    }

    /** Moves content; returns whether there is room for more. */
    private boolean move(ByteBuffer in, ByteBuffer out) {
        int n = Buffers.move(in, out, left);
        left -= n;
        if (left == 0) {
            state = State.DATA_CR;
        }
        return n > 0;
    }

    private State next(byte b) throws Broken {
        boolean blank = b == ' ' || b == '\t';
        boolean token = Characters.TOKEN.has(b);
        return switch (state) {
            case SIZE -> size(b, blank);
            case BEFORE_EXTENSION -> extension(blank ? state : b == ';' ? State.BEFORE_NAME : null);
            case BEFORE_NAME -> extension(blank ? state : token ? State.NAME : null);
            case NAME -> token ? extension(state) : blank ? extension(State.AFTER_NAME) : afterName(b);
            case AFTER_NAME -> blank ? extension(state) : b == '\r' ? extension(null) : afterName(b);
            case BEFORE_VALUE -> extension(blank ? state : token ? State.VALUE : b == '"' ? State.QUOTED : null);
            case VALUE -> token ? extension(state) : afterValue(b, blank);
            case QUOTED ->
                extension(b == '"' ? State.AFTER_VALUE : b == '\\' ? State.ESCAPED : isText(b) ? state : null);
            case ESCAPED -> extension(isText(b) ? State.QUOTED : null);
            case AFTER_VALUE -> afterValue(b, blank);
            case SIZE_LF -> {
                Rule.LINE_END.require(b == '\n');
                digits = 0;
                yield left == 0 ? State.TRAILERS : State.DATA;
            }
            case DATA_CR -> {
                Rule.CHUNK_END.require(b == '\r');
                yield State.DATA_LF;
            }
            case DATA_LF -> {
                Rule.CHUNK_END.require(b == '\n');
                yield State.SIZE;
            }
            case DATA, TRAILERS, DONE -> throw new IllegalStateException(state.name());
        };
    }

    private State size(byte b, boolean blank) throws Broken {
        if (Characters.isHex(b)) {
            digits++;
            Rule.CHUNK_SIZE.require(digits <= MAX_DIGITS);
            left = 16 * left + Character.digit(b, 16);
            return State.SIZE;
        }
        Rule.CHUNK_SIZE.require(digits > 0 && (blank || b == ';' || b == '\r'));
        return b == '\r' ? State.SIZE_LF : extension(blank ? State.BEFORE_EXTENSION : State.BEFORE_NAME);
    }

    private State afterName(byte b) throws Broken {
        return b == '\r'
                ? State.SIZE_LF
                : extension(b == '=' ? State.BEFORE_VALUE : b == ';' ? State.BEFORE_NAME : null);
    }

    private State afterValue(byte b, boolean blank) throws Broken {
        return b == '\r'
                ? State.SIZE_LF
                : extension(blank ? State.BEFORE_EXTENSION : b == ';' ? State.BEFORE_NAME : null);
    }

    /** An extension goes on; null where none may. */
    private State extension(@Nullable State next) throws Broken {
        extensions++;
        if (next == null || extensions > MAX_EXTENSIONS) {
            throw new Broken(Rule.CHUNK_EXTENSION);
        }
        return next;
    }

    /** RFC 9110 §5.6.4. */
    private static boolean isText(byte b) {
        return b < 0 || b == '\t' || (b >= ' ' && b != 0x7f);
    }

    @Override
    public boolean line(int start, int end) throws Broken {
        if (start == end) {
            return true;
        }
        field.read(lines.bytes(), start, end);
        Rule.TRAILER.require(
                !field.isNamed("content-length") && !field.isNamed("transfer-encoding") && !field.isNamed("host"));
        trailers.add(field.field());
        Rule.FIELDS.require(trailers.size() <= maxFields && end <= maxSize);
        return false;
    }

    @Override
    public void check(int lineStart, int size) throws Broken {
        Rule.FIELDS.require(size <= maxSize);
    }
}
