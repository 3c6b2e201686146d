package dev.http2bin.http2.ledger;

/**
 * How many bytes of DATA responses may send now (RFC 9113 §5.2). A writer reserves bytes before it writes them, so two
 * responses never count on the same part of the connection's window. HEADERS need no credit. Only the connection's I/O
 * thread may call it.
 */
public interface SendCredit {
    /** Bytes that a response may write now; 0 if it has to wait. A stream that is over has no bound: nothing of it leaves. */
    int available(Stream stream);

    /**
     * Takes bytes of the windows for DATA that is about to be written.
     *
     * @param byWorker whether a worker writes the response, which does not say when it has nothing to write for now
     * @return how many of the wanted bytes may be written; 0 if the response has to wait
     */
    int reserve(Stream stream, int wanted, boolean byWorker);

    /**
     * Takes bytes of the windows for the DATA of a response that is written whole at once.
     *
     * @return false if the response may not be written whole now, in which case nothing was taken
     */
    boolean reserveWhole(Stream stream, int length);

    /** Returns bytes that were reserved and not written. */
    void giveBack(Stream stream, int bytes);

    /**
     * Runs a task once, as soon as the stream may send or is over; now if that is so already. A stream has one such task:
     * another one takes its place.
     */
    void whenAvailable(Stream stream, Runnable task);

    /** The stream's writer has nothing to write for now: its task is dropped, if it waits, and others may go. */
    void forget(Stream stream);
}
