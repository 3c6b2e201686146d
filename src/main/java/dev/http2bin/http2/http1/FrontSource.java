package dev.http2bin.http2.http1;

import dev.http2bin.http2.http1.Rule.Broken;
import dev.http2bin.http2.ledger.Limit;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

/**
 * What Undertow reads from: the requests that keep the rules. A read never goes past the end of a request, so the next one
 * begins only when Undertow has answered the one before, and an answer of the front's own overtakes none.
 */
final class FrontSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final Front front;
    private final FrontSink sink;
    private final Readers readers;
    private final LastWord lastWord;
    // guarded by front
    private final Input input;
    private final Slowness slowness;
    private final Watch watch;
    private volatile boolean refused;

    FrontSource(
            StreamConnection connection,
            Front front,
            FrontSink sink,
            PooledByteBuffer first,
            ByteBufferPool pool,
            Answers answers,
            FrontLimits limits,
            BiConsumer<StreamConnection, Limit> exceeded) {
        super(connection.getSourceChannel().getConduit());
        this.front = front;
        this.sink = sink;
        this.readers = new Readers(connection.getIoThread(), this::look);
        this.lastWord = new LastWord(connection, next, sink, pool, answers);
        this.input = new Input(next, pool, first);
        this.slowness = new Slowness(limits, connection.getIoThread(), this::tick, limit -> {
            exceeded.accept(connection, limit);
            refuse(limit == Limit.BODY_RATE ? Rule.CONTENT_RATE : Rule.HEAD_TIME);
        });
        this.watch = new Watch(front, next, readers, input, sink.uptake(), sink::fail, connection.getIoThread());
    }

    Front front() {
        return front;
    }

    /** The request that was read last is served; this completes when its client has left or the connection has closed. */
    void serves(CompletableFuture<Void> exchange) {
        synchronized (front) {
            watch.serves(exchange);
        }
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        synchronized (front) {
            if (refused) {
                return lastWord.read();
            }
            return readOn(dst);
        }
    }

    private int readOn(ByteBuffer dst) throws IOException {
        if (front.done()) {
            front.next();
            sink.next();
            watch.next();
        }
        if (sink.isWriteShutdown()) {
            return input.drop(); // the server closes: nothing that comes now is a request (RFC 9112 §9.6)
        }
        int start = dst.position();
        int n = 0;
        try {
            do {
                n = input.isEmpty() && front.passing() > 0 ? pass(dst) : look(dst);
            } while (n > 0 && dst.hasRemaining() && !front.done());
        } catch (Broken e) {
            dst.position(start); // Undertow need not begin what is known to be broken
            refuse(e.rule());
            return 0;
        }
        int read = dst.position() - start;
        if (n == 0 && dst.hasRemaining()) {
            slowness.starved(front.part());
        } else {
            slowness.served(front.part());
        }
        return read == 0 && n < 0 ? -1 : read;
    }

    /** Has the front look at bytes, and put what Undertow is to see; returns 0 if none came, -1 if none will. */
    private int look(ByteBuffer dst) throws IOException, Broken {
        boolean read = input.isEmpty() && !front.waiting();
        int n = front.waiting() ? 1 : input.fill();
        if (n > 0) {
            slowness.received(read ? n : 0);
            front.read(input.bytes(), dst);
            input.releaseIfEmpty();
        }
        return n;
    }

    /** Reads content that is not chunked where it is wanted. */
    private int pass(ByteBuffer dst) throws IOException {
        int limit = dst.limit();
        dst.limit(dst.position() + (int) Math.min(dst.remaining(), front.passing()));
        try {
            int n = next.read(dst);
            if (n > 0) {
                slowness.received(n);
                front.passed(n);
            }
            return n;
        } finally {
            dst.limit(limit);
        }
    }

    private void tick() {
        synchronized (front) {
            if (!refused) {
                slowness.check();
            }
        }
    }

    /** The transport has bytes, or has reached its end, while Undertow does not read. */
    private void look() {
        synchronized (front) {
            if (!refused && !readers.resumed()) {
                slowness.received(watch.look());
            }
        }
    }

    private void refuse(Rule rule) {
        refused = true;
        readers.resumed(false);
        slowness.stop();
        watch.stop();
        input.release();
        lastWord.say(rule, !front.head().isOfHead());
    }

    /** The connection has closed: gives the buffer back, and wakes a reader that waits for the rest of a refused request. */
    void closed() {
        synchronized (front) {
            slowness.stop();
            watch.closed();
            sink.uptake().stop();
            input.release();
        }
        lastWord.closed();
        if (refused) {
            readers.tellUndertow();
        }
    }

    private boolean isReady() {
        synchronized (front) {
            return front.waiting() || !input.isEmpty();
        }
    }

    @Override
    public void resumeReads() {
        synchronized (front) {
            if (refused) {
                return;
            }
            readers.resumed(true);
            watch.end();
            if (isReady() || watch.ended()) {
                readers.readSoon(this::resumeAgain);
            } else {
                super.resumeReads();
            }
        }
    }

    /** Undertow has read once, and may have left something. Of the end it is told once. */
    private void resumeAgain() {
        synchronized (front) {
            if (readers.resumed() && (isReady() || !watch.ended())) {
                resumeReads();
            }
        }
    }

    @Override
    public void wakeupReads() {
        resumeReads();
        readers.readSoon(this::resumeAgain);
    }

    @Override
    public void suspendReads() {
        synchronized (front) {
            readers.resumed(false);
            if (!refused) {
                slowness.suspended();
                watch.begin();
            }
        }
    }

    @Override
    public boolean isReadResumed() {
        return readers.resumed();
    }

    @Override
    public boolean isReadShutdown() {
        return super.isReadShutdown() && !isReady();
    }

    @Override
    public void terminateReads() throws IOException {
        synchronized (front) {
            if (!refused) {
                watch.stop();
                super.terminateReads();
            }
        }
    }

    @Override
    public void awaitReadable() throws IOException {
        awaitReadable(1, TimeUnit.DAYS);
    }

    @Override
    public void awaitReadable(long time, TimeUnit unit) throws IOException {
        if (refused) {
            lastWord.await(time, unit);
        } else if (hasToWait()) {
            super.awaitReadable(time, unit);
        }
    }

    private boolean hasToWait() {
        synchronized (front) {
            boolean waits = !isReady() && !watch.ended();
            if (waits) {
                watch.awaited();
            }
            return waits;
        }
    }

    @Override
    public void setReadReadyHandler(ReadReadyHandler handler) {
        readers.undertow(handler);
        if (!refused) {
            super.setReadReadyHandler(readers);
        }
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (dsts[i].hasRemaining()) {
                return read(dsts[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        return IoUtils.transfer(new ConduitReadableByteChannel(this), count, throughBuffer, target);
    }
}
