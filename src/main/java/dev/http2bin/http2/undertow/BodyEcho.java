package dev.http2bin.http2.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * Gives a request's body back chunk by chunk on the I/O thread, at most 64 KiB a turn so that other streams get theirs. It
 * reads on when the client took what came before, and holds no buffer while nothing comes or a client over HTTP/2 takes no
 * more.
 */
public final class BodyEcho {
    private static final int TURN = 64 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final HttpServerExchange exchange;
    private final StreamSourceChannel source;
    private final StreamSinkChannel sink;
    private final IntConsumer admit;
    private final Problems problems;
    private final Chunk chunk;
    /** A client that got a 100 sends its content next; nghttp sends none once it has seen the head of the answer. */
    private boolean invited;

    private BodyEcho(HttpServerExchange exchange, IntConsumer admit, Problems problems) throws IOException {
        this.exchange = exchange;
        this.source = exchange.getRequestChannel();
        source.read(NOTHING.duplicate()); // a 100 leaves that the client waits for: once an answer begins, none would
        this.invited = HttpContinue.isContinueResponseSent(exchange);
        this.sink = exchange.getResponseChannel();
        this.admit = admit;
        this.problems = problems;
        this.chunk = new Chunk(exchange);
    }

    /**
     * Answers with the request's body, from now until it ends; the answer's head leaves before the first chunk.
     *
     * @param admit told how many octets came; what it throws breaks the answer off
     */
    public static void begin(HttpServerExchange exchange, IntConsumer admit, Problems problems) throws IOException {
        BodyEcho echo = new BodyEcho(exchange, admit, problems);
        exchange.addExchangeCompleteListener((ended, next) -> {
            echo.chunk.release();
            next.proceed();
        });
        echo.source.getReadSetter().set(channel -> echo.turn());
        echo.sink.getWriteSetter().set(channel -> echo.turn());
        echo.turn();
    }

    private void turn() {
        try {
            moveOn();
        } catch (IOException | RuntimeException e) {
            leave();
            IoUtils.safeClose(source); // else the exchange would wait for the rest of the body
            problems.answer(exchange, e);
        }
    }

    private void moveOn() throws IOException {
        for (int moved = 0; moved < TURN; ) {
            ByteBuffer bytes = next();
            if (bytes == null) {
                return;
            }
            int n = sink.write(bytes);
            chunk.written();
            if (n == 0) {
                break;
            }
            moved += n;
        }
        source.suspendReads();
        sink.resumeWrites();
    }

    /** The bytes that came; null if there are none yet, or no more. */
    private @Nullable ByteBuffer next() throws IOException {
        if (chunk.bytes() == null) {
            int n = chunk.read(source);
            if (n > 0) {
                invited = false;
                admit.accept(n);
            } else if (n == 0) {
                await();
            } else {
                leave();
                exchange.endExchange();
            }
        }
        return chunk.bytes();
    }

    private void await() throws IOException {
        if (invited || sink.flush()) {
            sink.suspendWrites();
        } else {
            sink.resumeWrites();
        }
        source.resumeReads();
    }

    private void leave() {
        source.suspendReads();
        source.getReadSetter().set(null);
        sink.suspendWrites();
        sink.getWriteSetter().set(null);
        chunk.release();
    }
}
