package dev.http2bin.http2.http1;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;
import org.xnio.conduits.WriteReadyHandler;

/**
 * The last words on a connection. It writes them, ends the writing side, and drops what still comes until the client closes
 * or a second is over: a socket that closes with unread bytes is reset, and the client may lose the words (RFC 9112 §9.6).
 */
final class Farewell {
    private static final long LINGER_MILLIS = 1_000;

    private final StreamConnection connection;
    private final StreamSourceConduit source;
    private final StreamSinkConduit sink;
    private final ByteBuffer words;
    private final ByteBufferPool pool;
    private boolean ended;

    private Farewell(
            StreamConnection connection,
            StreamSourceConduit source,
            StreamSinkConduit sink,
            ByteBuffer words,
            ByteBufferPool pool) {
        this.connection = connection;
        this.source = source;
        this.sink = sink;
        this.words = words;
        this.pool = pool;
    }

    /**
     * Takes a connection over, on its I/O thread; it closes later by itself.
     *
     * @param source where the connection is read; whoever listened there does not any more
     * @param sink where it is written, likewise
     */
    static void say(
            StreamConnection connection,
            StreamSourceConduit source,
            StreamSinkConduit sink,
            ByteBuffer words,
            ByteBufferPool pool) {
        Farewell farewell = new Farewell(connection, source, sink, words, pool);
        XnioExecutor.Key end = connection
                .getIoThread()
                .executeAfter(() -> IoUtils.safeClose(connection), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        source.setReadReadyHandler(farewell.new Reader(end));
        sink.setWriteReadyHandler(farewell.new Writer());
        farewell.write();
        source.wakeupReads();
    }

    private void write() {
        try {
            while (words.hasRemaining()) {
                if (sink.write(words) == 0) {
                    sink.resumeWrites();
                    return;
                }
            }
            if (!ended) {
                ended = true;
                sink.terminateWrites();
            }
            if (sink.flush()) {
                sink.suspendWrites();
            } else {
                sink.resumeWrites();
            }
        } catch (IOException e) {
            IoUtils.safeClose(connection);
        }
    }

    private void read() {
        try (PooledByteBuffer pooled = pool.allocate()) {
            ByteBuffer bytes = pooled.getBuffer();
            int n;
            do {
                n = source.read(bytes.clear());
            } while (n > 0);
            if (n < 0) {
                IoUtils.safeClose(connection);
            } else {
                source.resumeReads();
            }
        } catch (IOException e) {
            IoUtils.safeClose(connection);
        }
    }

    private final class Reader implements ReadReadyHandler {
        private final XnioExecutor.Key end;

        Reader(XnioExecutor.Key end) {
            this.end = end;
        }

        @Override
        public void readReady() {
            read();
        }

        @Override
        public void forceTermination() {
            IoUtils.safeClose(connection);
        }

        @Override
        public void terminated() {
            end.remove();
        }
    }

    private final class Writer implements WriteReadyHandler {
        @Override
        public void writeReady() {
            write();
        }

        @Override
        public void forceTermination() {
            IoUtils.safeClose(connection);
        }

        @Override
        public void terminated() {}
    }
}
