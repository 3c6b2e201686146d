package dev.http2bin.http1;

import dev.http2bin.http1.Rule.Broken;
import dev.http2bin.ledger.Limit;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
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
    private final Input input;
    private final Slowness slowness;
    private final CountDownLatch gone = new CountDownLatch(1);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private @Nullable ReadReadyHandler undertow;
    private volatile boolean resumed;
    private volatile boolean refused;

    private FrontSource(
            StreamConnection connection,
            Front front,
            FrontSink sink,
            PooledByteBuffer first,
            ByteBufferPool pool,
            Answers answers,
            FrontLimits limits,
            BiConsumer<StreamConnection, Limit> exceeded) {
        super(connection.getSourceChannel().getConduit());
        this.connection = connection;
        this.front = front;
        this.sink = sink;
        this.pool = pool;
        this.answers = answers;
        this.input = new Input(next, pool, first);
        this.slowness = new Slowness(limits, connection.getIoThread(), this::tick, limit -> {
            exceeded.accept(connection, limit);
            refuse(limit == Limit.BODY_RATE ? Rule.CONTENT_RATE : Rule.HEAD_TIME);
        });
    }

    static FrontSource put(
            StreamConnection connection,
            Front front,
            FrontSink sink,
            PooledByteBuffer first,
            ByteBufferPool pool,
            Answers answers,
            FrontLimits limits,
            BiConsumer<StreamConnection, Limit> exceeded) {
        FrontSource source = new FrontSource(connection, front, sink, first, pool, answers, limits, exceeded);
        ConduitStreamSourceChannel channel = connection.getSourceChannel();
        channel.setConduit(source);
        source.setReadReadyHandler(new ReadReadyHandler.ChannelListenerHandler<>(channel));
        return source;
    }

    Front front() {
        return front;
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        synchronized (front) {
            return readOn(dst);
        }
    }

    private int readOn(ByteBuffer dst) throws IOException {
        if (refused) {
            return refusedRead();
        }
        if (front.done()) {
            front.next();
            sink.next();
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

    /** Answers in Undertow's place, unless a response has begun already, and closes. */
    private void refuse(Rule rule) {
        refused = true;
        slowness.stop();
        input.release();
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
        synchronized (front) {
            slowness.stop();
            sink.uptake().stop();
            input.release();
        }
        gone.countDown();
        ReadReadyHandler reader = undertow;
        if (refused && reader != null) {
            reader.readReady();
        }
    }

    private boolean isReady() {
        synchronized (front) {
            return front.waiting() || !input.isEmpty();
        }
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
            synchronized (front) {
                slowness.suspended();
            }
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
