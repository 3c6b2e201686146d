package dev.http2bin.web.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.frame.ErrorCode;
import dev.http2bin.ledger.Connection;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One page that is open, and what it still has to read: at most one event. While it does not read, nothing new is looked
 * at for it, and after a while it is dropped. All its state is guarded by its own monitor.
 */
final class LivePage implements WriteListener {
    /** Says now and then that the connection lives, and finds out where it does not. */
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Connection connection;
    private final int streamId;
    private final Watch watch;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final ObjectMapper json;
    private final Runnable dropped;
    private long wrote = System.nanoTime();
    private boolean looking;
    private byte @Nullable [] due;
    private boolean unflushed;
    private boolean last;
    private boolean over;

    LivePage(
            Connection connection,
            int streamId,
            AsyncContext context,
            ServletOutputStream out,
            ObjectMapper json,
            Duration patience,
            Runnable dropped) {
        this.connection = connection;
        this.streamId = streamId;
        this.watch = new Watch(connection, streamId, patience);
        this.context = context;
        this.out = out;
        this.json = json;
        this.dropped = dropped;
    }

    synchronized boolean over() {
        return over;
    }

    /** Looks for news on the connection's I/O thread; the executor then writes them. */
    synchronized void tick(Executor executor) {
        if (over || looking) {
            return;
        }
        looking = true;
        boolean ready = due == null && out.isReady();
        CompletableFuture<?> unused =
                connection.ask(now -> watch.look(ready)).whenCompleteAsync(this::looked, executor);
    }

    private synchronized void looked(Watch.@Nullable News news, @Nullable Throwable failure) {
        looking = false;
        if (over) {
            return;
        }
        if (news == null || news.stalled()) {
            dropped.run();
            CompletableFuture<Void> unused = connection.control().reset(streamId, ErrorCode.CANCEL.code());
            end();
            return;
        }
        last = news.last();
        if (news.update() != null) {
            due = event(news.update());
        } else if (System.nanoTime() - wrote > SILENCE.toNanos()) {
            due = COMMENT;
        }
        write();
    }

    private byte[] event(LiveUpdate update) {
        try {
            return ("data: " + json.writeValueAsString(update) + "\n\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write() {
        try {
            if (over || !out.isReady()) {
                return;
            }
            if (due != null) {
                byte[] octets = due;
                due = null;
                wrote = System.nanoTime();
                unflushed = true;
                out.write(octets);
            }
            if (unflushed && out.isReady()) {
                unflushed = false;
                out.flush();
            }
            if (last && out.isReady()) {
                end();
            }
        } catch (IOException e) {
            end();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        write();
    }

    @Override
    public synchronized void onError(Throwable cause) {
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            CompletableFuture<?> unused = connection.ask(now -> {
                watch.end();
                return now;
            });
            context.complete();
        }
    }
}
