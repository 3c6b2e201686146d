package dev.http2bin.http1;

import dev.http2bin.http1.Rule.Broken;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

/**
 * What Undertow reads from: the requests that keep the rules. A read never goes past the end of a request, so the next one
 * begins only when Undertow has answered the one before, and an answer of the front's own overtakes none.
 */
final class FrontSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final StreamConnection connection;
    private final Front front;
    private final FrontSink sink;
    private final ByteBufferPool pool;
    private final Answers answers;
    private final CountDownLatch gone = new CountDownLatch(1);
    private @Nullable PooledByteBuffer input;
    private @Nullable ReadReadyHandler undertow;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean resumed;
    private volatile boolean refused;

    private FrontSource(
            StreamConnection connection,
            Front front,
            FrontSink sink,
            PooledByteBuffer first,
            ByteBufferPool pool,
            Answers answers) {
        super(connection.getSourceChannel().getConduit());
        this.connection = connection;
        this.front = front;
        this.sink = sink;
        this.input = first;
        this.pool = pool;
        this.answers = answers;
    }

    static FrontSource put(
            StreamConnection connection,
            Front front,
            FrontSink sink,
            PooledByteBuffer first,
            ByteBufferPool pool,
            Answers answers) {
        FrontSource source = new FrontSource(connection, front, sink, first, pool, answers);
        ConduitStreamSourceChannel channel = connection.getSourceChannel();
        channel.setConduit(source);
        source.setReadReadyHandler(new ReadReadyHandler.ChannelListenerHandler<>(channel));
        return source;
    }

    Front front() {
        return front;
    }

    @Override
    public synchronized int read(ByteBuffer dst) throws IOException {
        if (refused) {
            return refusedRead();
        }
        if (front.done()) {
            front.next();
            sink.next();
        }
        if (sink.isWriteShutdown()) {
            return drop();
        }
        int start = dst.position();
        boolean ended = false;
        try {
            while (dst.hasRemaining() && !front.done() && !ended) {
                if (input == null && front.passing() > 0) {
                    int n = pass(dst);
                    ended = n < 0;
                    if (n <= 0) {
                        break;
                    }
                } else {
                    int n = front.waiting() ? 1 : fill();
                    ended = n < 0;
                    if (n <= 0) {
                        break;
                    }
                    front.read(input == null ? NOTHING : input.getBuffer(), dst);
                    releaseIfEmpty();
                }
            }
        } catch (Broken e) {
            dst.position(start); // Undertow need not begin what is known to be broken
            refuse(e.rule());
        }
        int n = dst.position() - start;
        return n == 0 && ended ? -1 : n;
    }

    /** Reads content that is not chunked where it is wanted. */
    private int pass(ByteBuffer dst) throws IOException {
        int limit = dst.limit();
        dst.limit(dst.position() + (int) Math.min(dst.remaining(), front.passing()));
        try {
            int n = next.read(dst);
            if (n > 0) {
                front.passed(n);
            }
            return n;
        } finally {
            dst.limit(limit);
        }
    }

    /** Has bytes to look at; returns how many, 0 for none yet, -1 for none any more. */
    private int fill() throws IOException {
        if (input != null) {
            return input.getBuffer().remaining();
        }
        PooledByteBuffer pooled = pool.allocate();
        int n = 0;
        try {
            n = next.read(pooled.getBuffer());
        } finally {
            if (n > 0) {
                pooled.getBuffer().flip();
                input = pooled;
            } else {
                pooled.close();
            }
        }
        return n;
    }

    private void releaseIfEmpty() {
        if (input != null && !input.getBuffer().hasRemaining()) {
            release();
        }
    }

    private void release() {
        PooledByteBuffer held = input;
        input = null;
        if (held != null) {
            held.close();
        }
    }

    /** The server closes: nothing that comes now is a request (RFC 9112 §9.6). */
    private int drop() throws IOException {
        release();
        int n;
        do {
            n = fill();
            release();
        } while (n > 0);
        return n;
    }

    /** Answers in Undertow's place, unless a response has begun already, and closes. */
    private void refuse(Rule rule) {
        refused = true;
        release();
        boolean head = front.head().isOfHead();
        boolean responded = sink.take();
        ByteBuffer words = responded ? NOTHING.duplicate() : answers.to(rule, !head);
        Runnable farewell = () -> Farewell.say(connection, next, sink.transport(), words, pool);
        if (Thread.currentThread().equals(connection.getIoThread())) {
            farewell.run();
        } else {
            connection.getIoThread().execute(farewell);
        }
    }

    /** Nothing comes until the client has had time to read the answer; then that the request was broken off. */
    private int refusedRead() throws IOException {
        if (gone.getCount() > 0) {
            return 0;
        }
        throw new IOException("the request broke a rule of HTTP/1.1");
    }

    /** The connection has closed: gives the buffer back, and wakes a reader that waits for the rest of a refused request. */
    void closed() {
        synchronized (this) {
            release();
        }
        gone.countDown();
        ReadReadyHandler reader = undertow;
        if (refused && reader != null) {
            reader.readReady();
        }
    }

    private synchronized boolean isReady() {
        return front.waiting() || (input != null && input.getBuffer().hasRemaining());
    }

    @Override
    public void resumeReads() {
        resumed = true;
        if (!refused) {
            if (isReady()) {
                readSoon();
            } else {
                super.resumeReads();
            }
        }
    }

    @Override
    public void wakeupReads() {
        resumeReads();
        readSoon();
    }

    /**
     * Has Undertow read, though nothing comes from the transport. The transport's own wake-up is not for this: TLS takes a
     * hundred of them in a row, as many pipelined requests give rise to, for a loop and closes.
     */
    private void readSoon() {
        if (!scheduled.getAndSet(true)) {
            connection.getIoThread().execute(() -> {
                scheduled.set(false);
                ReadReadyHandler reader = undertow;
                if (resumed && !refused && reader != null) {
                    reader.readReady();
                    if (resumed) {
                        resumeReads();
                    }
                }
            });
        }
    }

    @Override
    public void suspendReads() {
        resumed = false;
        if (!refused) {
            super.suspendReads();
        }
    }

    @Override
    public boolean isReadResumed() {
        return resumed;
    }

    @Override
    public boolean isReadShutdown() {
        return super.isReadShutdown() && !isReady();
    }

    @Override
    public void terminateReads() throws IOException {
        if (!refused) {
            super.terminateReads();
        }
    }

    @Override
    public void awaitReadable() throws IOException {
        awaitReadable(1, TimeUnit.DAYS);
    }

    @Override
    public void awaitReadable(long time, TimeUnit unit) throws IOException {
        if (refused) {
            try {
                gone.await(time, unit);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else if (!isReady()) {
            super.awaitReadable(time, unit);
        }
    }

    @Override
    public void setReadReadyHandler(ReadReadyHandler handler) {
        undertow = handler;
        if (!refused) {
            super.setReadReadyHandler(handler);
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
