package dev.http2bin.peer;

import java.io.ByteArrayOutputStream;

/** Keeps what it is told to send, for tests that cut it in ways of their own. */
public final class Recording extends ClientFrames<Recording> {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    @Override
    Recording send(byte[] more, String line) {
        octets.writeBytes(more);
        return this;
    }

    /** All octets so far. */
    public byte[] octets() {
        return octets.toByteArray();
    }
}
