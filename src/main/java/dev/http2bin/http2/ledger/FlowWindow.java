package dev.http2bin.http2.ledger;

/** A flow-control window (RFC 9113 §5.2): what may still be sent one way. It may be negative after a SETTINGS frame. */
public final class FlowWindow {
    /** The largest window there may be (RFC 9113 §6.9.1). */
    public static final int MAX = Integer.MAX_VALUE;

    /** What a connection, and a stream without a SETTINGS frame, begins with. */
    public static final int INITIAL = 65_535;

    private long available;

    FlowWindow(long initial) {
        available = initial;
    }

    /** Octets of DATA that may be sent now. */
    public long available() {
        return available;
    }

    /** Takes what a DATA frame used; false where the window was smaller. */
    public boolean take(int octets) {
        available -= octets;
        return available >= 0;
    }

    /** Adds what a WINDOW_UPDATE or a SETTINGS frame gives; false where the window would be larger than allowed. */
    public boolean add(long octets) {
        available += octets;
        return available <= MAX;
    }
}
