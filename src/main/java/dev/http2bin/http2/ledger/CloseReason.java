package dev.http2bin.http2.ledger;

import java.util.Locale;

/** Why a connection closed. */
public enum CloseReason {
    /** The client closed, or ended with GOAWAY. */
    CLIENT,
    /** The client broke a rule of the protocol. */
    PROTOCOL_ERROR,
    /** The client ran over a limit. */
    LIMIT,
    /** Nothing came for too long. */
    TIMEOUT,
    /** The server shuts down. */
    DRAIN,
    /** A fault the client asked for. */
    FAULT,
    /** The transport broke. */
    IO_ERROR;

    /** As meters and views name it: {@code protocol_error}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
