package dev.http2bin.http2.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

/** What is read of a socket: once the selector found it ready, until it is empty or its {@link Turn} is over. */
final class TurnSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final Turn turn;

    private TurnSource(StreamSourceConduit next, Thread ioThread) {
        super(next);
        this.turn = Turn.toRead(ioThread);
    }

    /** Has a connection read so; to be called before anybody else reads from it. */
    static void of(StreamConnection connection) {
        ConduitStreamSourceChannel channel = connection.getSourceChannel();
        TurnSource source = new TurnSource(channel.getConduit(), connection.getIoThread());
        channel.setConduit(source);
        source.setReadReadyHandler(new ReadReadyHandler.ChannelListenerHandler<>(channel));
    }

    private long taken(long octets) {
        if (octets > 0) {
            return turn.moved(octets);
        }
        turn.end();
        return octets;
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        return turn.isOver() ? 0 : (int) taken(super.read(dst));
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        return turn.isOver() ? 0 : taken(super.read(dsts, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return turn.isOver() ? 0 : taken(super.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        if (turn.isOver()) {
            throughBuffer.limit(0);
            return 0;
        }
        return taken(super.transferTo(count, throughBuffer, target));
    }

    @Override
    public void setReadReadyHandler(ReadReadyHandler handler) {
        super.setReadReadyHandler(new Selected(handler));
    }

    private final class Selected implements ReadReadyHandler {
        private final ReadReadyHandler reader;

        Selected(ReadReadyHandler reader) {
            this.reader = reader;
        }

        @Override
        public void readReady() {
            turn.begin();
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
