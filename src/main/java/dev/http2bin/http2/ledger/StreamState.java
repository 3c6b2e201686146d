package dev.http2bin.http2.ledger;

/**
 * The states of a stream that a client opened (RFC 9113 §5.1). The reserved states belong to push, which is not used.
 *
 * <pre>
 *                 HEADERS in
 *        idle ------------------&gt; open
 *                                 |  |
 *              END_STREAM in      |  |      END_STREAM out
 *          .----------------------'  '---------------------.
 *          v                                               v
 *   half-closed (remote)                           half-closed (local)
 *          |                                               |
 *          |   END_STREAM out                 END_STREAM in|
 *          '------------------&gt; closed &lt;-------------------'
 *                    RST_STREAM, from anywhere
 * </pre>
 */
public enum StreamState {
    OPEN("open"),
    HALF_CLOSED_REMOTE("half-closed (remote)"),
    HALF_CLOSED_LOCAL("half-closed (local)"),
    CLOSED("closed");

    private final String text;

    StreamState(String text) {
        this.text = text;
    }

    /** The state after the client ended its side. */
    StreamState remoteEnded() {
        return this == OPEN ? HALF_CLOSED_REMOTE : CLOSED;
    }

    /** The state after the server ended its side. */
    StreamState localEnded() {
        return this == OPEN ? HALF_CLOSED_LOCAL : CLOSED;
    }

    /** The name RFC 9113 gives it. */
    @Override
    public String toString() {
        return text;
    }
}
