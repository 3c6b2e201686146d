package dev.http2bin.listener;

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
 * What is written to a socket, of which its I/O thread sends only so much before the selector has been asked once more. A
 * client with a large window that reads as quickly as the server encrypts would else have the thread for itself.
 */
final class TurnSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final Thread ioThread;
    private long left = TurnSource.TURN;

    private TurnSink(StreamSinkConduit next, Thread ioThread) {
        super(next);
        this.ioThread = ioThread;
    }

    /** Has a connection written so; to be called before anybody else writes to it. */
    static void of(StreamConnection connection) {
        ConduitStreamSinkChannel channel = connection.getSinkChannel();
        TurnSink sink = new TurnSink(channel.getConduit(), connection.getIoThread());
        channel.setConduit(sink);
        sink.setWriteReadyHandler(new WriteReadyHandler.ChannelListenerHandler<>(channel));
    }

    private boolean waits() {
        return left <= 0 && Thread.currentThread().equals(ioThread);
    }

    private long taken(long octets) {
        left -= octets;
        return octets;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        return waits() ? 0 : (int) taken(super.write(src));
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        return waits() ? 0 : taken(super.write(srcs, offset, length));
    }

    @Override
    public int writeFinal(ByteBuffer src) throws IOException {
        return waits() ? 0 : (int) taken(super.writeFinal(src));
    }

    @Override
    public long writeFinal(ByteBuffer[] srcs, int offset, int length) throws IOException {
        return waits() ? 0 : taken(super.writeFinal(srcs, offset, length));
    }

    @Override
    public long transferFrom(FileChannel src, long position, long count) throws IOException {
        return waits() ? 0 : taken(super.transferFrom(src, position, count));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        if (waits()) {
            throughBuffer.limit(0);
            return 0;
        }
        return taken(super.transferFrom(source, count, throughBuffer));
    }

    @Override
    public void setWriteReadyHandler(WriteReadyHandler handler) {
        super.setWriteReadyHandler(new Turn(handler));
    }

    private final class Turn implements WriteReadyHandler {
        private final WriteReadyHandler writer;

        Turn(WriteReadyHandler writer) {
            this.writer = writer;
        }

        @Override
        public void writeReady() {
            left = TurnSource.TURN;
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
