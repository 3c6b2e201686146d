package dev.http2bin.ledger;

/** How a stream ended. */
public enum StreamOutcome {
    /** Both sides sent END_STREAM. */
    COMPLETED,
    /** The server sent RST_STREAM. */
    RESET_LOCAL,
    /** The client sent RST_STREAM. */
    RESET_REMOTE,
    /** The connection closed first. */
    CONNECTION_LOST
}
