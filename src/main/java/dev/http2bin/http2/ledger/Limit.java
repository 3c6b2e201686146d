package dev.http2bin.http2.ledger;

import java.util.Locale;

/** The limits that stop a client, by the names their meter and the GOAWAY's debug data give them. */
public enum Limit {
    RESETS,
    RETRIES,
    CONTROL_FRAMES,
    EMPTY_FRAMES,
    SETTINGS_PER_FRAME,
    CONTINUATION_FRAMES,
    FRAME_SIZE,
    HEADER_BLOCK,
    HEADER_LIST,
    CONCURRENT_STREAMS,
    MEMORY,
    CONNECTIONS,
    CONNECTIONS_PER_ADDRESS,
    HANDSHAKE_TIMEOUT,
    PREFACE_TIMEOUT,
    SETTINGS_TIMEOUT,
    HEADER_BLOCK_TIMEOUT,
    WRITE_TIMEOUT,
    BODY_RATE,
    KEEP_ALIVE;

    /** Such as {@code control_frames}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
