package dev.http2bin.http2.ledger;

import java.util.Locale;

/** How a stream ended. */
public enum StreamOutcome {
    /** Both sides sent END_STREAM. */
    COMPLETED,
    /** The server sent RST_STREAM. */
    RESET_LOCAL,
    /** The client sent RST_STREAM. */
    RESET_REMOTE,
    /** The connection closed first. */
    CONNECTION_LOST;

    /** As meters and views name it: {@code reset_local}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
