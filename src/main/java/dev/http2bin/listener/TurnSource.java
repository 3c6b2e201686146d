package dev.http2bin.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

/**
 * What is read of a socket, which its I/O thread does only once the selector found it ready, until it is empty or so much was
 * read. XNIO selects when no task is left, and TLS queues a task behind each read, to read on. With a few quick clients there
 * would always be something: for seconds no other connection of the thread would be read, and no deadline kept.
 */
final class TurnSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    /** Octets each way in a turn of the I/O thread, then other connections get theirs. */
    static final int TURN = 256 * 1024;

    private final Thread ioThread;
    private long left;

    private TurnSource(StreamSourceConduit next, Thread ioThread) {
        super(next);
        this.ioThread = ioThread;
    }

    /** Has a connection read so; to be called before anybody else reads from it. */
    static void of(StreamConnection connection) {
        ConduitStreamSourceChannel channel = connection.getSourceChannel();
        TurnSource source = new TurnSource(channel.getConduit(), connection.getIoThread());
        channel.setConduit(source);
        source.setReadReadyHandler(new ReadReadyHandler.ChannelListenerHandler<>(channel));
    }

    private boolean waits() {
        return left <= 0 && Thread.currentThread().equals(ioThread);
    }

    private long taken(long octets) {
        left = octets <= 0 ? 0 : left - octets;
        return octets;
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        return waits() ? 0 : (int) taken(super.read(dst));
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        return waits() ? 0 : taken(super.read(dsts, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return waits() ? 0 : taken(super.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        if (waits()) {
            throughBuffer.limit(0);
            return 0;
        }
        return taken(super.transferTo(count, throughBuffer, target));
    }

    @Override
    public void setReadReadyHandler(ReadReadyHandler handler) {
        super.setReadReadyHandler(new Turn(handler));
    }

    private final class Turn implements ReadReadyHandler {
        private final ReadReadyHandler reader;

        Turn(ReadReadyHandler reader) {
            this.reader = reader;
        }

        @Override
        public void readReady() {
            left = TURN;
            reader.readReady();
        }

        @Override
        public void forceTermination() {
            reader.forceTermination();
        }

        @Override
        public void terminated() {
            reader.terminated();
        }
    }
}
