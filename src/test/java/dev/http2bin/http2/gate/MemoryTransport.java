package dev.http2bin.http2.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLSession;
import org.xnio.ChannelListener;
import org.xnio.XnioIoThread;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.EmptyStreamSourceConduit;
import org.xnio.conduits.NullStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;
import org.xnio.ssl.SslConnection;

/** A TLS connection without TLS or a socket: each piece a client sends is one read, and what it receives is kept. */
final class MemoryTransport extends SslConnection {
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean blocked;

    MemoryTransport(XnioIoThread thread) {
        super(thread);
        setSourceConduit(new Pieces(new EmptyStreamSourceConduit(thread)));
        setSinkConduit(new Received(new NullStreamSinkConduit(thread)));
    }

    /** The client sends octets. */
    void send(byte[] octets, int start, int end) {
        if (start < end) {
            pieces.add(ByteBuffer.wrap(octets, start, end - start));
        }
    }

    /** The client takes nothing, or takes all again. */
    void block(boolean blocked) {
        this.blocked = blocked;
    }

    /** What the client received so far. */
    byte[] received() {
        return received.toByteArray();
    }

    private final class Pieces extends AbstractStreamSourceConduit<StreamSourceConduit> {
        Pieces(StreamSourceConduit next) {
            super(next);
        }

        @Override
        public int read(ByteBuffer dst) {
            ByteBuffer piece = pieces.peek();
            if (piece == null) {
                return 0;
            }
            int n = Math.min(piece.remaining(), dst.remaining());
            dst.put(piece.slice(piece.position(), n));
            piece.position(piece.position() + n);
            if (!piece.hasRemaining()) {
                pieces.remove();
            }
            return n;
        }

        @Override
        public void resumeReads() {}

        @Override
        public void wakeupReads() {}
    }

    private final class Received extends AbstractStreamSinkConduit<StreamSinkConduit> {
        Received(StreamSinkConduit next) {
            super(next);
        }

        @Override
        public int write(ByteBuffer src) {
            int n = blocked ? 0 : src.remaining();
            while (!blocked && src.hasRemaining()) {
                received.write(src.get());
            }
            return n;
        }

        @Override
        public void resumeWrites() {}
    }

    @Override
    public void startHandshake() {}

    @Override
    public SSLSession getSslSession() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelListener.Setter<? extends SslConnection> getHandshakeSetter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketAddress getPeerAddress() {
        return new InetSocketAddress(0);
    }

    @Override
    public SocketAddress getLocalAddress() {
        return new InetSocketAddress(0);
    }

    @Override
    protected void closeAction() throws IOException {
        getSourceChannel().shutdownReads();
    }
}
