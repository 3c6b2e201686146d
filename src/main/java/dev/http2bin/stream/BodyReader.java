package dev.http2bin.stream;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSourceChannel;

/** Reads a request's body on the I/O thread, at most 64 KiB a turn so that other streams get theirs. */
final class BodyReader implements ChannelListener<StreamSourceChannel> {
    /** Who takes the body. What it throws is answered, and no more is read. */
    interface Taker {
        void take(ByteBuffer octets);

        /** The body has ended. */
        void end() throws IOException;
    }

    private static final int TURN = 64 * 1024;

    private final HttpServerExchange exchange;
    private final Taker taker;
    private final Problems problems;

    private BodyReader(HttpServerExchange exchange, Taker taker, Problems problems) {
        this.exchange = exchange;
        this.taker = taker;
        this.problems = problems;
    }

    static void read(HttpServerExchange exchange, Taker taker, Problems problems) {
        BodyReader reader = new BodyReader(exchange, taker, problems);
        StreamSourceChannel source = exchange.getRequestChannel();
        source.getReadSetter().set(reader);
        reader.handleEvent(source);
    }

    @Override
    public void handleEvent(StreamSourceChannel source) {
        try {
            turn(source);
        } catch (IOException | RuntimeException e) {
            leave(source);
            problems.answer(exchange, e);
        }
    }

    private void turn(StreamSourceChannel source) throws IOException {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer octets = pooled.getBuffer();
            for (int taken = 0; taken < TURN; ) {
                int n = source.read(octets.clear());
                if (n < 0) {
                    leave(source);
                    taker.end();
                    return;
                }
                if (n == 0) {
                    source.resumeReads();
                    return;
                }
                taken += n;
                taker.take(octets.flip());
            }
        }
        source.wakeupReads(); // what TLS has decrypted already makes no socket readable
    }

    private static void leave(StreamSourceChannel source) {
        source.suspendReads();
        source.getReadSetter().set(null);
    }
}
