package dev.http2bin.stream;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/**
 * Writes a response's body of any length on the I/O thread, at most 64 KiB a turn so that other streams get theirs. It
 * holds one buffer of the pool, and none between turns unless the client takes no more.
 */
public final class BodyWriter implements ChannelListener<StreamSinkChannel> {
    private static final int TURN = 64 * 1024;

    private final HttpServerExchange exchange;
    private final ReadableByteChannel body;
    private final Problems problems;
    private @Nullable PooledByteBuffer held;

    private BodyWriter(HttpServerExchange exchange, ReadableByteChannel body, Problems problems) {
        this.exchange = exchange;
        this.body = body;
        this.problems = problems;
    }

    /** Writes a body to its end or the client's, and closes it. */
    public static void write(HttpServerExchange exchange, ReadableByteChannel body, Problems problems) {
        BodyWriter writer = new BodyWriter(exchange, body, problems);
        exchange.addExchangeCompleteListener((ended, next) -> {
            writer.close();
            next.proceed();
        });
        StreamSinkChannel sink = exchange.getResponseChannel();
        sink.getWriteSetter().set(writer);
        writer.begin(sink);
    }

    /** With DATA beside it, Undertow would keep HEADERS back while a window is empty (RFC 9113 §5.2.1 has it only for DATA). */
    private void begin(StreamSinkChannel sink) {
        try {
            if (exchange.getProtocol().equals(Protocols.HTTP_2_0)
                    && exchange.getResponseContentLength()
                            > exchange.getConnection().getBufferSize()) {
                sink.flush();
            }
        } catch (IOException e) {
            leave(sink);
            problems.answer(exchange, e);
            return;
        }
        handleEvent(sink);
    }

    @Override
    public void handleEvent(StreamSinkChannel sink) {
        try {
            if (turn(sink)) {
                leave(sink);
                exchange.endExchange();
            } else {
                sink.resumeWrites();
            }
        } catch (IOException | RuntimeException e) {
            leave(sink);
            problems.answer(exchange, e);
        }
    }

    /** Whether all is written. */
    private boolean turn(StreamSinkChannel sink) throws IOException {
        for (int written = 0; written < TURN; ) {
            ByteBuffer octets = next();
            if (octets == null) {
                return true;
            }
            int n = sink.write(octets);
            if (!octets.hasRemaining()) {
                release();
            }
            if (n == 0) {
                return false;
            }
            written += n;
        }
        return false;
    }

    /** The next octets to write; null at the body's end. */
    private @Nullable ByteBuffer next() {
        if (held != null) {
            return held.getBuffer();
        }
        PooledByteBuffer pooled = exchange.getConnection().getByteBufferPool().allocate();
        boolean filled = false;
        try {
            filled = body.read(pooled.getBuffer()) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the fault is not the client's
        } finally {
            if (filled) {
                held = pooled;
            } else {
                pooled.close();
            }
        }
        if (!filled) {
            return null;
        }
        return pooled.getBuffer().flip();
    }

    private void leave(StreamSinkChannel sink) {
        sink.suspendWrites();
        sink.getWriteSetter().set(null);
        close();
    }

    private void close() {
        release();
        IoUtils.safeClose(body);
    }

    private void release() {
        if (held != null) {
            held.close();
            held = null;
        }
    }
}
