package dev.http2bin.listener;

/**
 * How much of a socket's octets one way its I/O thread may still move before the selector has been asked once more. XNIO
 * selects when no task is left, and TLS queues a task behind each read, to read on. With a few quick clients there would
 * always be something: for seconds no other connection of the thread would be served, and no deadline kept. Other threads
 * have no turns: they hold up nobody.
 */
final class Turn {
    private static final int OCTETS = 256 * 1024;

    private final Thread ioThread;
    private long left;

    Turn(Thread ioThread) {
        this.ioThread = ioThread;
    }

    /** The selector found the socket ready. */
    void begin() {
        left = OCTETS;
    }

    /** Whether nothing more is to be moved by this thread. */
    boolean isOver() {
        return left <= 0 && Thread.currentThread().equals(ioThread);
    }

    /** Octets were moved; returns how many. */
    long moved(long octets) {
        left -= octets;
        return octets;
    }

    /** Nothing is to be moved before the selector finds the socket ready. */
    void end() {
        left = 0;
    }
}
