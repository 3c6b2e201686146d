package dev.http2bin.http2.listener;

import java.util.concurrent.TimeUnit;

/**
 * How much of a socket's bytes one way its I/O thread may still move, and for how long, before the selector has been asked
 * once more. XNIO selects when no task is left, and TLS queues a task behind each read, to read on. With a few quick clients
 * there would always be something: for seconds no other connection of the thread would be served, and no deadline kept. Small
 * requests cost much time for few bytes, so their turn ends by the clock. Other threads have no turns: they hold up nobody.
 */
final class Turn {
    private static final int OCTETS = 256 * 1024;

    private final Thread ioThread;
    private final long most;
    private long left;
    private long began;

    private Turn(Thread ioThread, long most) {
        this.ioThread = ioThread;
        this.most = most;
    }

    /** Turns to read: what is read is handled in the same turn. */
    static Turn toRead(Thread ioThread) {
        return new Turn(ioThread, TimeUnit.MILLISECONDS.toNanos(5));
    }

    /** Turns to write, which end by bytes alone: a turn may begin long before anything is written. */
    static Turn toWrite(Thread ioThread) {
        return new Turn(ioThread, Long.MAX_VALUE);
    }

    /** The selector found the socket ready. */
    void begin() {
        left = OCTETS;
        began = System.nanoTime();
    }

    /** Whether nothing more is to be moved by this thread. */
    boolean isOver() {
        return left <= 0 && Thread.currentThread().equals(ioThread);
    }

    /** Octets were moved; returns how many. */
    long moved(long octets) {
        left = System.nanoTime() - began > most ? 0 : left - octets;
        return octets;
    }

    /** Nothing is to be moved before the selector finds the socket ready. */
    void end() {
        left = 0;
    }
}
