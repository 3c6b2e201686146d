package dev.http2bin.http2.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/**
 * Writes a response's body of any length on the I/O thread, at most 64 KiB a turn so that other streams get theirs. It
 * holds no buffer while a client over HTTP/2 takes no more.
 */
public final class BodyWriter implements ChannelListener<StreamSinkChannel> {
    private static final Logger log = LoggerFactory.getLogger(BodyWriter.class);
    private static final int TURN = 64 * 1024;

    private final HttpServerExchange exchange;
    private final ReadableByteChannel body;
    private final Problems problems;
    private final Chunk chunk;
    private @Nullable StreamSinkChannel sink;
    private boolean idle;

    /**
     * A writer that has not begun.
     *
     * @param body read on the I/O thread; it reads 0 bytes if it has none yet; closed at the end of the exchange
     */
    public BodyWriter(HttpServerExchange exchange, ReadableByteChannel body, Problems problems) {
        this.exchange = exchange;
        this.body = body;
        this.problems = problems;
        this.chunk = new Chunk(exchange);
    }

    /** Writes the body to its end or the client's. */
    public void begin() {
        exchange.addExchangeCompleteListener((ended, next) -> {
            close();
            next.proceed();
        });
        StreamSinkChannel channel = exchange.getResponseChannel();
        channel.getWriteSetter().set(this);
        sink = channel;
        // behind the handler: Undertow ends an exchange that waits for nothing when its handler returns
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> handleEvent(channel));
    }

    /** Reads on, if the body had no bytes when it was read last; any thread may call this. */
    public void readOn() {
        try {
            exchange.getIoThread().execute(() -> {
                if (idle && sink != null) {
                    handleEvent(sink);
                }
            });
        } catch (RejectedExecutionException e) {
            log.trace("The I/O thread has stopped", e);
        }
    }

    /** Ends a response that nobody takes any more; the I/O thread calls this. */
    public void end() {
        if (sink != null) {
            leave(sink);
            problems.answer(exchange, new ClosedChannelException());
        }
    }

    @Override
    public void handleEvent(StreamSinkChannel channel) {
        try {
            if (turn(channel)) {
                leave(channel);
                exchange.endExchange();
            } else if (idle && channel.flush()) {
                channel.suspendWrites();
            } else {
                channel.resumeWrites();
            }
        } catch (IOException | RuntimeException e) {
            leave(channel);
            problems.answer(exchange, e);
        }
    }

    /** Whether all is written. */
    private boolean turn(StreamSinkChannel channel) throws IOException {
        for (int written = 0; written < TURN; ) {
            int read = chunk.bytes() == null ? read() : 1;
            idle = read == 0;
            ByteBuffer bytes = chunk.bytes();
            if (bytes == null) {
                return read < 0;
            }
            int n = channel.write(bytes);
            chunk.written();
            if (n == 0) {
                return false;
            }
            written += n;
        }
        return false;
    }

    private int read() {
        try {
            return chunk.read(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the fault is not the client's
        }
    }

    private void leave(StreamSinkChannel channel) {
        sink = null;
        channel.suspendWrites();
        channel.getWriteSetter().set(null);
        close();
    }

    private void close() {
        chunk.release();
        IoUtils.safeClose(body);
    }
}
