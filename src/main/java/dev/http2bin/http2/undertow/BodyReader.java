package dev.http2bin.http2.undertow;

import dev.http2bin.http2.exchange.BodyTaker;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/** Reads a request's body on the I/O thread, at most 64 KiB a turn so that other streams get theirs. */
public final class BodyReader implements ChannelListener<StreamSourceChannel> {
    private static final int TURN = 64 * 1024;

    private final HttpServerExchange exchange;
    private final BodyTaker taker;

    private BodyReader(HttpServerExchange exchange, BodyTaker taker) {
        this.exchange = exchange;
        this.taker = taker;
    }

    /** Reads a body to its end or the client's, from now on; any thread may call this. */
    public static void read(HttpServerExchange exchange, BodyTaker taker) {
        BodyReader reader = new BodyReader(exchange, taker);
        StreamSourceChannel source = exchange.getRequestChannel();
        if (source == null) {
            taker.fail(new IllegalStateException("somebody else reads the body"));
            return;
        }
        source.getReadSetter().set(reader);
        if (!exchange.isInIoThread()) {
            source.getIoThread().execute(() -> reader.handleEvent(source));
        } else if (reader.turn(source)) {
            source.wakeupReads();
        }
    }

    /** Goes on by itself: Undertow would call no listener again whose last read met the end of its connection. */
    @Override
    public void handleEvent(StreamSourceChannel source) {
        if (turn(source)) {
            source.suspendReads();
            source.getIoThread().execute(() -> handleEvent(source));
        }
    }

    /** Whether there is more to read in a turn after others had theirs. */
    private boolean turn(StreamSourceChannel source) {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            return readOn(source, pooled.getBuffer());
        } catch (IOException e) {
            breakOff(source, e);
        } catch (UncheckedIOException e) { // there is no buffer for it: the memory is used up
            breakOff(source, new IOException(e));
        } catch (RuntimeException e) {
            leave(source);
            taker.fail(e);
        }
        return false;
    }

    private void breakOff(StreamSourceChannel source, IOException e) {
        leave(source);
        IoUtils.safeClose(source); // else the exchange would wait for the rest of the body
        taker.fail(e);
    }

    private boolean readOn(StreamSourceChannel source, ByteBuffer octets) throws IOException {
        for (int taken = 0; taken < TURN; ) {
            int n = source.read(octets.clear());
            if (n < 0) {
                leave(source);
                taker.end();
                return false;
            }
            if (n == 0) {
                source.resumeReads();
                return false;
            }
            taken += n;
            taker.take(octets.flip());
        }
        return true;
    }

    private static void leave(StreamSourceChannel source) {
        source.suspendReads();
        source.getReadSetter().set(null);
    }
}
