package dev.http2bin.http2.listener;

import dev.http2bin.http2.gate.MemoryBound;
import dev.http2bin.http2.gate.MemoryShare;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * A buffer pool whose buffers are counted while they are in use: for the meters, and toward the {@link MemoryBound} and the share of
 * the connection that uses them.
 */
final class CountedBuffers implements ByteBufferPool {
    private final ByteBufferPool pool;
    private final BufferCount count;
    private final LongConsumer memory;
    private final BooleanSupplier exhausted;

    /** Buffers of no connection in particular. */
    CountedBuffers(ByteBufferPool pool, BufferCount count, MemoryBound memory) {
        this(pool, count, memory::add, () -> false);
    }

    private CountedBuffers(ByteBufferPool pool, BufferCount count, LongConsumer memory, BooleanSupplier exhausted) {
        this.pool = pool;
        this.count = count;
        this.memory = memory;
        this.exhausted = exhausted;
    }

    /** The same buffers for one connection. */
    CountedBuffers of(MemoryShare share) {
        return new CountedBuffers(pool, count, share::add, share::isExhausted);
    }

    /** @throws UncheckedIOException if the memory is used up and the connection holds more than its allowance; it ends by that */
    @Override
    public PooledByteBuffer allocate() {
        if (exhausted.getAsBoolean()) {
            throw new UncheckedIOException(new IOException("http2bin.limits.memory is used up"));
        }
        PooledByteBuffer buffer = pool.allocate();
        count.lent();
        memory.accept(pool.getBufferSize());
        return new Lent(buffer);
    }

    @Override
    public ByteBufferPool getArrayBackedPool() {
        return pool.isDirect() ? new CountedBuffers(pool.getArrayBackedPool(), count, memory, exhausted) : this;
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

    private final class Lent implements PooledByteBuffer {
        private final PooledByteBuffer buffer;

        Lent(PooledByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getBuffer() {
            return buffer.getBuffer();
        }

        /** A buffer may be closed twice, by one thread after the other. */
        @Override
        public void close() {
            if (buffer.isOpen()) {
                count.returned();
                memory.accept(-pool.getBufferSize());
                buffer.close();
            }
        }

        @Override
        public boolean isOpen() {
            return buffer.isOpen();
        }
    }
}
