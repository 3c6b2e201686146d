package dev.http2bin.http2.http1;

import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;
import org.xnio.ssl.SslConnection;

/** Answers a request in clear on a port of TLS, where a handshake would only fail: it says https, and closes. */
public final class ClearText extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final StreamConnection connection;
    private final StreamSinkConduit sink;
    private final ByteBufferPool pool;
    private final Answers answers;
    private Runnable whenAnswered = () -> {};
    private boolean known;
    private boolean answered;

    private ClearText(StreamConnection connection, ByteBufferPool pool, Answers answers) {
        super(connection.getSourceChannel().getConduit());
        this.connection = connection;
        this.sink = connection.getSinkChannel().getConduit();
        this.pool = pool;
        this.answers = answers;
    }

    /** Looks at the first byte of a connection; to be called before TLS is put on it. */
    public static ClearText answer(StreamConnection connection, ByteBufferPool pool, Answers answers) {
        ConduitStreamSourceChannel channel = connection.getSourceChannel();
        ClearText source = new ClearText(connection, pool, answers);
        channel.setConduit(source);
        source.setReadReadyHandler(new ReadReadyHandler.ChannelListenerHandler<>(channel));
        return source;
    }

    /**
     * TLS was put on the connection: whoever waits for its handshake learns of the end of a connection that has none.
     *
     * @param whenAnswered runs on the I/O thread as soon as it is known that there will be no handshake
     */
    public void beneath(SslConnection secured, Runnable whenAnswered) {
        this.whenAnswered = whenAnswered;
        ChannelListener<? super StreamConnection> before = connection.getCloseListener();
        connection.setCloseListener(closed -> {
            ChannelListeners.invokeChannelListener(closed, before);
            if (answered) {
                IoUtils.safeClose(secured);
            }
        });
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        if (answered) {
            return 0;
        }
        int start = dst.position();
        int n = super.read(dst);
        if (known || n <= 0) {
            return n;
        }
        known = true;
        if (!beginsRequest(dst.get(start))) {
            return n;
        }
        dst.position(start);
        answered = true;
        whenAnswered.run();
        Farewell.say(connection, next, sink, answers.useHttps(), pool);
        return 0;
    }

    /** A TLS record begins with its type, which is neither a letter nor the end of an empty line (RFC 8446 §5.1, RFC 9112 §2.2). */
    private static boolean beginsRequest(byte first) {
        return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || first == '\r' || first == '\n';
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
    public void resumeReads() {
        if (!answered) {
            super.resumeReads();
        }
    }

    @Override
    public void suspendReads() {
        if (!answered) {
            super.suspendReads();
        }
    }
}
