package dev.http2bin.http2.http1;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ReadReadyHandler;

/** Who is told that there is something to read: Undertow while it wants to read, another while it does not. */
final class Readers implements ReadReadyHandler {
    private final XnioExecutor ioThread;
    private final Runnable other;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile @Nullable ReadReadyHandler undertow;
    private volatile boolean resumed;

    Readers(XnioExecutor ioThread, Runnable other) {
        this.ioThread = ioThread;
        this.other = other;
    }

    void undertow(ReadReadyHandler reader) {
        undertow = reader;
    }

    /** Whether Undertow wants to read. */
    boolean resumed() {
        return resumed;
    }

    void resumed(boolean now) {
        resumed = now;
    }

    /**
     * Has Undertow read, though nothing comes from the transport. The transport's own wake-up is not for this: TLS takes a
     * hundred of them in a row, as many pipelined requests give rise to, for a loop and closes.
     *
     * @param behind runs behind that
     */
    void readSoon(Runnable behind) {
        if (!scheduled.getAndSet(true)) {
            ioThread.execute(() -> {
                scheduled.set(false);
                if (resumed) {
                    tellUndertow();
                    behind.run();
                }
            });
        }
    }

    void tellUndertow() {
        ReadReadyHandler reader = undertow;
        if (reader != null) {
            reader.readReady();
        }
    }

    @Override
    public void readReady() {
        if (resumed) {
            tellUndertow();
        } else {
            other.run();
        }
    }

    @Override
    public void forceTermination() {
        ReadReadyHandler reader = undertow;
        if (reader != null) {
            reader.forceTermination();
        }
    }

    @Override
    public void terminated() {
        ReadReadyHandler reader = undertow;
        if (reader != null) {
            reader.terminated();
        }
    }
}
