package dev.http2bin.http2.gate;

import dev.http2bin.http2.ledger.CloseReason;
import java.time.Duration;
import org.xnio.XnioExecutor;

/** What the parts of an HTTP/2 connection may know of its transport, and ask of it. */
interface Transport {

    /** Writes what waits: once Undertow has handled what was read, or else at the end of this turn of the I/O thread. */
    void flushSoon();

    /** Has Undertow read soon, though nothing came. */
    void readSoon();

    /** Runs a task at the end of this turn of the I/O thread, or now where the thread stops and there is no other turn. */
    void soon(Runnable task);

    /** Runs a task on the I/O thread: now if that is the calling thread. Any thread may call this. */
    void onIoThread(Runnable task);

    /** Runs a task on the I/O thread when this time has passed, unless the key takes it back. */
    XnioExecutor.Key after(Duration time, Runnable task);

    /** Bytes for the client that the transport has not taken yet. */
    int buffered();

    /** Whether bytes wait because the transport takes none. */
    boolean blocked();

    /** Nanoseconds that bytes waited for the transport so far. */
    long waitedInAll(long now);

    /** Bytes that the transport took so far. */
    long taken();

    /** Whether the client sends nothing more, and Undertow gives up its streams for that alone. */
    boolean inputEnded();

    /** Ends the connection once the bytes that wait have left; the first reason stays. */
    void leave(CloseReason why);

    /** Ends a connection that is {@linkplain #leaving() leaving} at once: the bytes that wait are lost. */
    void abandon();

    /** Whether nothing more is read, and the connection ends once the bytes that wait have left. */
    boolean leaving();

    /** Whether the transport is gone. */
    boolean finished();
}
