package dev.http2bin.bin.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.http2.buffer.Buffers;
import dev.http2bin.http2.exchange.Exchange;
import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.ledger.Connection;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One page that is open, and the event that it still has to read: at most one. While the page does not read, nothing new is
 * looked at for it, and after a while it is dropped. All its state is guarded by its own monitor.
 */
final class LivePage implements ReadableByteChannel {
    /** Says now and then that the connection lives, and finds out if it does not. */
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Connection connection;
    private final int streamId;
    private final Watch watch;
    private final ObjectMapper json;
    private final Runnable dropped;
    private Runnable more = () -> {};
    private long wrote = System.nanoTime();
    private boolean looking;
    private ByteBuffer due = NOTHING;
    private boolean last;
    private boolean over;

    LivePage(Connection connection, int streamId, ObjectMapper json, Duration patience, Runnable dropped) {
        this.connection = connection;
        this.streamId = streamId;
        this.watch = new Watch(connection, streamId, patience);
        this.json = json;
        this.dropped = dropped;
    }

    /** Ends a response with the events. */
    synchronized void begin(Exchange exchange) {
        more = exchange.finish(this);
    }

    synchronized boolean over() {
        return over;
    }

    /** Looks for news on the connection's I/O thread; the executor then offers them to the page. */
    synchronized void tick(Executor executor) {
        if (over || looking) {
            return;
        }
        looking = true;
        boolean ready = !due.hasRemaining();
        CompletableFuture<?> unused =
                connection.ask(now -> watch.look(ready)).whenCompleteAsync(this::looked, executor);
    }

    private void looked(Watch.@Nullable News news, @Nullable Throwable failure) {
        Runnable reader = take(news);
        if (reader != null) {
            reader.run();
        }
    }

    /** Takes the news; returns what tells the reader that there is something to read, if there is. */
    private synchronized @Nullable Runnable take(Watch.@Nullable News news) {
        looking = false;
        if (over) {
            return null;
        }
        if (news == null || news.stalled()) {
            dropped.run();
            CompletableFuture<Void> unused = connection.control().reset(streamId, ErrorCode.CANCEL.code());
            close();
            return null;
        }
        last = news.last();
        if (news.update() != null) {
            due = ByteBuffer.wrap(event(news.update()));
        } else if (System.nanoTime() - wrote > SILENCE.toNanos() && !due.hasRemaining()) {
            due = ByteBuffer.wrap(COMMENT);
        }
        return last || due.hasRemaining() ? more : null;
    }

    private byte[] event(LiveUpdate update) {
        try {
            return ("data: " + json.writeValueAsString(update) + "\n\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized int read(ByteBuffer dst) {
        int n = Buffers.move(due, dst, due.remaining());
        if (n == 0) {
            return last ? -1 : 0;
        }
        wrote = System.nanoTime();
        return n;
    }

    @Override
    public synchronized boolean isOpen() {
        return !over;
    }

    @Override
    public synchronized void close() {
        if (!over) {
            over = true;
            CompletableFuture<?> unused = connection.ask(now -> {
                watch.end();
                return now;
            });
        }
    }
}
