package dev.http2bin.http2.http1;

import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.xnio.StreamConnection;
import org.xnio.conduits.StreamSourceConduit;

/** The front's own answer to a request that it refuses, after which the connection closes. */
final class LastWord {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final StreamConnection connection;
    private final StreamSourceConduit transport;
    private final FrontSink sink;
    private final ByteBufferPool pool;
    private final Answers answers;
    private final CountDownLatch gone = new CountDownLatch(1);

    LastWord(
            StreamConnection connection,
            StreamSourceConduit transport,
            FrontSink sink,
            ByteBufferPool pool,
            Answers answers) {
        this.connection = connection;
        this.transport = transport;
        this.sink = sink;
        this.pool = pool;
        this.answers = answers;
    }

    /**
     * Answers in Undertow's place, unless a response has begun already, and closes.
     *
     * @param content whether the answer has content
     */
    void say(Rule broken, boolean content) {
        ByteBuffer words = sink.take() ? NOTHING.duplicate() : answers.to(broken, content);
        Runnable farewell = () -> Farewell.say(connection, transport, sink.transport(), words, pool);
        if (Thread.currentThread().equals(connection.getIoThread())) {
            farewell.run();
        } else {
            connection.getIoThread().execute(farewell);
        }
    }

    /** What Undertow reads: nothing until the client has had time to read the answer, then that the request was broken off. */
    int read() throws IOException {
        if (gone.getCount() > 0) {
            return 0;
        }
        throw new IOException("the request broke a rule of HTTP/1.1");
    }

    /** Has a worker wait for that. */
    void await(long time, TimeUnit unit) {
        try {
            gone.await(time, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The connection has closed. */
    void closed() {
        gone.countDown();
    }
}
