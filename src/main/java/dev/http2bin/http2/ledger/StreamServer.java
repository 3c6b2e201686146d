package dev.http2bin.http2.ledger;

/** What serves a stream behind the gate. */
public interface StreamServer {
    /**
     * The stream is over before both sides ended it: the server lets go of all it holds for it. Called on the connection's I/O
     * thread, once.
     */
    void streamEnded();

    /**
     * The stream is over, and the fields of its response were long: the server lets go of them. Called on the connection's I/O
     * thread.
     */
    void forgetFields();
}
