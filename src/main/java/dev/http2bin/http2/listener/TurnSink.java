package dev.http2bin.http2.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.StreamConnection;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/**
 * What is written to a socket: until it is full or its {@link Turn} is over. A client with a large window that reads as quickly
 * as the server encrypts would else have the I/O thread for itself.
 */
final class TurnSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final Turn turn;

    private TurnSink(StreamSinkConduit next, Thread ioThread) {
        super(next);
        this.turn = Turn.toWrite(ioThread);
        turn.begin();
    }

    /** Has a connection written so; to be called before anybody else writes to it. */
    static void of(StreamConnection connection) {
        ConduitStreamSinkChannel channel = connection.getSinkChannel();
        TurnSink sink = new TurnSink(channel.getConduit(), connection.getIoThread());
        channel.setConduit(sink);
        sink.setWriteReadyHandler(new WriteReadyHandler.ChannelListenerHandler<>(channel));
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        return turn.isOver() ? 0 : (int) turn.moved(super.write(src));
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        return turn.isOver() ? 0 : turn.moved(super.write(srcs, offset, length));
    }

    @Override
    public int writeFinal(ByteBuffer src) throws IOException {
        return turn.isOver() ? 0 : (int) turn.moved(super.writeFinal(src));
    }

    @Override
    public long writeFinal(ByteBuffer[] srcs, int offset, int length) throws IOException {
        return turn.isOver() ? 0 : turn.moved(super.writeFinal(srcs, offset, length));
    }

    @Override
    public long transferFrom(FileChannel src, long position, long count) throws IOException {
        return turn.isOver() ? 0 : turn.moved(super.transferFrom(src, position, count));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        if (turn.isOver()) {
            throughBuffer.limit(0);
            return 0;
        }
        return turn.moved(super.transferFrom(source, count, throughBuffer));
    }

    @Override
    public void setWriteReadyHandler(WriteReadyHandler handler) {
        super.setWriteReadyHandler(new Selected(handler));
    }

    private final class Selected implements WriteReadyHandler {
        private final WriteReadyHandler writer;

        Selected(WriteReadyHandler writer) {
            this.writer = writer;
        }

        @Override
        public void writeReady() {
            turn.begin();
            writer.writeReady();
        }

        @Override
        public void forceTermination() {
            writer.forceTermination();
        }

        @Override
        public void terminated() {
            writer.terminated();
        }
    }
}
