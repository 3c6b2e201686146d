package dev.http2bin.gate;

import dev.http2bin.frame.ErrorCode;
import dev.http2bin.frame.Flags;
import dev.http2bin.frame.FrameHeader;
import dev.http2bin.frame.FrameType;
import dev.http2bin.frame.Http2Exception;
import dev.http2bin.ledger.Limit;
import java.time.Duration;

/**
 * Counts what costs the server more than the client, and ends the connection that overdoes it with ENHANCE_YOUR_CALM
 * (RFC 9113 §10.5). Frames that move a request forward pay for some that do not: a busy client sends PINGs, and a
 * download needs WINDOW_UPDATEs, which may come all at once when the client reads what waited for it. So may PRIORITY:
 * a browser tells it anew for each picture that comes into view.
 */
final class Guard {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What each frame of a request or a response pays for. */
    private static final int EARNED = 2;

    /** PRIORITY frames for each stream: Chromium sends up to three, to put it elsewhere among its siblings. */
    private static final int PRIORITIES = 4;

    /** Answers to PINGs, SETTINGS and late requests that a client leaves unread: content pays for more than would fit. */
    private static final int MOST_UNREAD = 1_024;

    private final Gate gate;
    private final LimitProperties limits;
    private final Budget resets;
    private final Budget controlFrames;
    private long windowUpdates;
    private int priorities;
    private int emptyFrames;
    private int unread;
    private int continuations;

    Guard(Gate gate, LimitProperties limits) {
        this.gate = gate;
        this.limits = limits;
        long now = System.nanoTime();
        this.resets = new Budget(limits.resets(), limits.resetInterval(), now);
        this.controlFrames = new Budget(limits.controlFrames(), SECOND, now);
    }

    /** A frame came. */
    void frame(FrameHeader header) throws Http2Exception {
        switch (header.type()) {
            case HEADERS -> {
                continuations = 0;
                int open = gate.connection().streams().size();
                priorities = Math.min(priorities, PRIORITIES * open) + PRIORITIES;
                useful();
            }
            case DATA -> {}
            case CONTINUATION -> {
                if (header.length() == 0 && ++continuations > limits.continuationFrames()) {
                    exceeded(Limit.CONTINUATION_FRAMES);
                }
            }
            case RST_STREAM -> reset();
            case WINDOW_UPDATE -> {
                if (windowUpdates > 0) {
                    windowUpdates--;
                } else {
                    controlFrame();
                }
            }
            case PRIORITY -> {
                if (priorities > 0) {
                    priorities--;
                } else {
                    controlFrame();
                }
            }
            default -> {
                controlFrame();
                if (header.type() == FrameType.SETTINGS && header.length() / 6 > limits.settingsPerFrame()) {
                    exceeded(Limit.SETTINGS_PER_FRAME);
                }
            }
        }
    }

    /**
     * A DATA frame came with so many octets of content.
     *
     * @param wanted whether its stream receives: what comes behind a reset moves no request forward
     */
    void data(FrameHeader header, int content, boolean wanted) throws Http2Exception {
        if (!wanted) {
            if (content == 0) {
                controlFrame();
            }
        } else if (content > 0 || header.has(Flags.END_STREAM)) {
            emptyFrames = 0;
            useful();
        } else if (++emptyFrames > limits.emptyFrames()) {
            exceeded(Limit.EMPTY_FRAMES);
        }
    }

    /** A DATA frame leaves: the client may give its octets back to two windows, the stream's and the connection's. */
    void dataSent() {
        windowUpdates += 2;
        useful();
    }

    /** A frame of the server's own answers one of the client's: they would pile up where it reads nothing. */
    void answer() throws Http2Exception {
        unread = gate.transportBlocked() ? unread + 1 : 0;
        if (unread > MOST_UNREAD) {
            exceeded(Limit.CONTROL_FRAMES);
        }
    }

    private void useful() {
        controlFrames.earn(EARNED);
    }

    private void controlFrame() throws Http2Exception {
        if (!controlFrames.spend(System.nanoTime())) {
            exceeded(Limit.CONTROL_FRAMES);
        }
    }

    /** A stream was reset by the client, or for a fault of the client's. */
    void reset() throws Http2Exception {
        if (!resets.spend(System.nanoTime())) {
            exceeded(Limit.RESETS);
        }
    }

    /** A header block has grown to so many octets. */
    void headerBlock(long octets) throws Http2Exception {
        if (octets > limits.headerBlock().toBytes()) {
            exceeded(Limit.HEADER_BLOCK);
        }
    }

    private void exceeded(Limit limit) throws Http2Exception {
        gate.exceeded(limit);
        throw new Http2Exception(ErrorCode.ENHANCE_YOUR_CALM, "limit " + limit);
    }
}
