package dev.http2bin.http2.listener;

import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.SendCredit;
import dev.http2bin.http2.ledger.Stream;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Writes a response over HTTP/2 as its {@link SendCredit} allows, on any thread. A response that has to wait sends its HEADERS
 * first, as they need no window (RFC 9113 §5.2.1), and leaves nothing in a buffer of Undertow's.
 *
 * <p>The I/O thread or one worker writes, never both at once.
 */
final class CreditSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private static final int SHORT = 16 * 1024;

    private final Connection connection;
    private final Stream stream;
    private final SendCredit credit;
    private volatile boolean resumed;

    private CreditSink(StreamSinkConduit next, Connection connection, Stream stream) {
        super(next);
        this.connection = connection;
        this.stream = stream;
        this.credit = connection.sendCredit();
    }

    /** Puts a credit before a conduit, unless the response is short and the client takes all of it now, which is reserved. */
    static StreamSinkConduit before(
            StreamSinkConduit next, HttpServerExchange response, Connection connection, Stream stream) {
        long length = response.getResponseContentLength();
        boolean reserved = length >= 0
                && length <= SHORT
                && connection.isOnIoThread()
                && connection.sendCredit().reserveWhole(stream, (int) length);
        return reserved ? next : new CreditSink(next, connection, stream);
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        int wanted = src.remaining();
        if (wanted == 0) {
            return 0;
        }
        boolean byWorker = !connection.isOnIoThread();
        int granted = onIoThread(() -> credit.reserve(stream, wanted, byWorker));
        if (granted < wanted) {
            next.flush(); // HEADERS leave, if they have not yet
        }
        if (granted == 0) {
            if (resumed) {
                resumeWrites(); // which waits
            }
            return 0;
        }
        int limit = src.limit();
        src.limit(src.position() + granted);
        int written = 0;
        try {
            written = next.write(src);
        } catch (UncheckedIOException e) { // there is no buffer for it: the memory is used up
            throw new IOException(e);
        } finally {
            src.limit(limit);
            int rest = granted - written;
            if (rest > 0) {
                onIoThread(() -> {
                    credit.giveBack(stream, rest);
                    return 0;
                });
            }
        }
        if (granted < wanted && written == granted) {
            next.flush();
        }
        return written;
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            written += write(srcs[i]);
            if (srcs[i].hasRemaining()) {
                break;
            }
        }
        return written;
    }

    @Override
    public int writeFinal(ByteBuffer src) throws IOException {
        return Conduits.writeFinalBasic(this, src);
    }

    @Override
    public long writeFinal(ByteBuffer[] srcs, int offset, int length) throws IOException {
        return Conduits.writeFinalBasic(this, srcs, offset, length);
    }

    @Override
    public long transferFrom(FileChannel src, long position, long count) throws IOException {
        return src.transferTo(position, count, new ConduitWritableByteChannel(this));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        return IoUtils.transfer(source, count, throughBuffer, new ConduitWritableByteChannel(this));
    }

    @Override
    public void resumeWrites() {
        resumed = true;
        next.suspendWrites();
        run(() -> credit.whenAvailable(stream, () -> {
            if (resumed) {
                next.resumeWrites();
            }
        }));
    }

    @Override
    public void wakeupWrites() {
        resumed = true;
        next.wakeupWrites();
    }

    @Override
    public void suspendWrites() {
        if (resumed) {
            resumed = false;
            next.suspendWrites();
            run(() -> credit.forget(stream));
        } else if (connection.isOnIoThread()) {
            credit.forget(stream);
        }
    }

    @Override
    public boolean isWriteResumed() {
        return resumed;
    }

    @Override
    public void awaitWritable() throws IOException {
        awaitWritable(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    @Override
    public void awaitWritable(long time, TimeUnit unit) throws IOException {
        if (connection.isOnIoThread()) {
            throw new IllegalStateException("the I/O thread must not wait");
        }
        CompletableFuture<Void> available = new CompletableFuture<>();
        run(() -> credit.whenAvailable(stream, () -> available.complete(null)));
        try {
            available.get(time, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (TimeoutException e) {
            return; // the caller writes, and finds out
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
        next.awaitWritable(time, unit);
    }

    private interface Question {
        int answer();
    }

    /** Asks the I/O thread, which alone knows the windows; a worker waits for it. */
    private int onIoThread(Question question) throws IOException {
        if (connection.isOnIoThread()) {
            return question.answer();
        }
        Function<Connection, Integer> asked = unused -> question.answer();
        try {
            return connection.ask(asked).join();
        } catch (RejectedExecutionException | CompletionException e) {
            throw new ClosedChannelException();
        }
    }

    private void run(Runnable task) {
        if (connection.isOnIoThread()) {
            task.run();
        } else {
            next.getWriteThread().execute(task);
        }
    }
}
