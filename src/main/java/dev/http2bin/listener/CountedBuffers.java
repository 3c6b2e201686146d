package dev.http2bin.listener;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.nio.ByteBuffer;

/** Undertow's buffer pool, which tells nobody how many of its buffers are in use, with that told. */
final class CountedBuffers implements ByteBufferPool {
    private final ByteBufferPool pool;
    private final ServerLoad load;

    CountedBuffers(ByteBufferPool pool, ServerLoad load) {
        this.pool = pool;
        this.load = load;
    }

    @Override
    public PooledByteBuffer allocate() {
        PooledByteBuffer buffer = pool.allocate();
        load.lent();
        return new Lent(buffer, load);
    }

    @Override
    public ByteBufferPool getArrayBackedPool() {
        return pool.isDirect() ? new CountedBuffers(pool.getArrayBackedPool(), load) : this;
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public int getBufferSize() {
        return pool.getBufferSize();
    }

    @Override
    public boolean isDirect() {
        return pool.isDirect();
    }

    private static final class Lent implements PooledByteBuffer {
        private final PooledByteBuffer buffer;
        private final ServerLoad load;

        Lent(PooledByteBuffer buffer, ServerLoad load) {
            this.buffer = buffer;
            this.load = load;
        }

        @Override
        public ByteBuffer getBuffer() {
            return buffer.getBuffer();
        }

        /** A buffer may be closed twice, by one thread after the other. */
        @Override
        public void close() {
            if (buffer.isOpen()) {
                load.returned();
                buffer.close();
            }
        }

        @Override
        public boolean isOpen() {
            return buffer.isOpen();
        }
    }
}
