package dev.http2bin.bin.priority;

import dev.http2bin.http2.exchange.Exchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** The content of a response that has none until it is released. The server asks for it when the response could send. */
final class HeldContent implements ReadableByteChannel {
    private final ReadableByteChannel content;
    private final Runnable whenAsked;
    private Runnable more = () -> {};
    private boolean released;

    /** @param whenAsked run each time the server asks for content that is still held */
    HeldContent(ReadableByteChannel content, Runnable whenAsked) {
        this.content = content;
        this.whenAsked = whenAsked;
    }

    /** Ends a response with this content; its HEADERS leave at once. */
    synchronized void begin(Exchange exchange) {
        more = exchange.finish(this);
    }

    /** Lets the response go on. */
    void release() {
        Runnable reader;
        synchronized (this) {
            released = true;
            reader = more;
        }
        reader.run();
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        if (isReleased()) {
            return content.read(dst);
        }
        whenAsked.run();
        return 0;
    }

    private synchronized boolean isReleased() {
        return released;
    }

    @Override
    public boolean isOpen() {
        return content.isOpen();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
