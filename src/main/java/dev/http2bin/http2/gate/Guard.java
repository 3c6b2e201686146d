package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameHeader;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.ledger.Limit;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Counts what costs the server more than the client. When a client overdoes it, a method throws the limit that stops it, as a
 * connection error of type ENHANCE_YOUR_CALM (RFC 9113 §10.5); nothing here acts on the connection. Frames that move a
 * request forward pay for some that do not: a busy client sends PINGs, and a download needs WINDOW_UPDATEs, which may come
 * all at once when the client reads what waited for it. So may PRIORITY: a browser tells it anew for each picture that comes
 * into view.
 */
final class Guard {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What each frame of a request or a response pays for. */
    private static final int EARNED = 2;

    /** PRIORITY frames for each stream: Chromium sends up to three, to put it elsewhere among its siblings. */
    private static final int PRIORITIES = 4;

    /** Answers to PINGs, SETTINGS and late requests that a client leaves unread: content pays for more than would fit. */
    private static final int MOST_UNREAD = 1_024;

    private final LimitProperties limits;
    private final BooleanSupplier transportBlocked;
    private final IntSupplier openStreams;
    private final Budget resets;
    private final Budget retries;
    private final Budget controlFrames;
    private long windowUpdates;
    private long lateResets;
    private int priorities;
    private int emptyFrames;
    private int unread;
    private int continuations;

    /**
     * Full budgets.
     *
     * @param transportBlocked whether bytes wait because the client reads none
     */
    Guard(LimitProperties limits, BooleanSupplier transportBlocked, IntSupplier openStreams) {
        this.limits = limits;
        this.transportBlocked = transportBlocked;
        this.openStreams = openStreams;
        long now = System.nanoTime();
        this.resets = new Budget(limits.resets(), limits.resetInterval(), now);
        this.retries = new Budget(limits.retries(), limits.retryInterval(), now);
        this.controlFrames = new Budget(limits.controlFrames(), SECOND, now);
    }

    /** A frame came. */
    void frame(FrameHeader header) throws Http2Exception {
        switch (header.type()) {
            case HEADERS -> {
                continuations = 0;
                priorities = Math.min(priorities, PRIORITIES * openStreams.getAsInt()) + PRIORITIES;
                useful();
            }
            case DATA, RST_STREAM -> {} // what they cost depends on their streams
            case CONTINUATION -> {
                if (header.length() == 0 && ++continuations > limits.continuationFrames()) {
                    throw exceeded(Limit.CONTINUATION_FRAMES);
                }
            }
            case WINDOW_UPDATE -> {
                if (windowUpdates > 0) {
                    windowUpdates--;
                } else {
                    controlFrame();
                }
            }
            case PRIORITY, PRIORITY_UPDATE -> {
                if (priorities > 0) {
                    priorities--;
                } else {
                    controlFrame();
                }
            }
            default -> {
                controlFrame();
                if (header.type() == FrameType.SETTINGS && header.length() / 6 > limits.settingsPerFrame()) {
                    throw exceeded(Limit.SETTINGS_PER_FRAME);
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
            throw exceeded(Limit.EMPTY_FRAMES);
        }
    }

    /** A DATA frame leaves: the client may give its octets back to two windows, the stream's and the connection's. */
    void dataSent() {
        windowUpdates += 2;
        lateResets++;
        useful();
    }

    /** A header block leaves. */
    void headersSent() {
        lateResets++;
    }

    /**
     * RST_STREAM came. Some clients send it behind each response, and answer each frame of a stream that they gave up with
     * it, also those that were under way: each frame sent pays for one. The frames are counted for the connection, not
     * for each stream, since a stream that is over is soon forgotten. A client that saves them up gains nothing: a late
     * RST_STREAM reaches no request, and costs less to read than the frame that paid for it cost to make.
     *
     * @param cutsOff whether it ended a stream whose response was not whole
     */
    void rstStream(boolean cutsOff) throws Http2Exception {
        if (cutsOff) {
            reset();
        } else if (lateResets > 0) {
            lateResets--;
        } else {
            controlFrame();
        }
    }

    /** A frame of the server's own answers one of the client's: they would pile up where it reads nothing. */
    void answer() throws Http2Exception {
        unread = transportBlocked.getAsBoolean() ? unread + 1 : 0;
        if (unread > MOST_UNREAD) {
            throw exceeded(Limit.CONTROL_FRAMES);
        }
    }

    private void useful() {
        controlFrames.earn(EARNED);
    }

    private void controlFrame() throws Http2Exception {
        if (!controlFrames.spend(System.nanoTime())) {
            throw exceeded(Limit.CONTROL_FRAMES);
        }
    }

    /**
     * A stream was reset before its response was whole, or for a fault of the client's: the server may work for it all the
     * same. How soon behind its request the reset came makes no difference, since an attacker that waits a little first
     * has as many requests dispatched.
     */
    void reset() throws Http2Exception {
        if (!resets.spend(System.nanoTime())) {
            throw exceeded(Limit.RESETS);
        }
    }

    /** The client had a stream reset by the server, or opened one too many: it may try again at once, without end. */
    void retry() throws Http2Exception {
        if (!retries.spend(System.nanoTime())) {
            throw exceeded(Limit.RETRIES);
        }
    }

    /** A header block has grown to so many octets. */
    void headerBlock(long octets) throws Http2Exception {
        if (octets > limits.headerBlock().toBytes()) {
            throw exceeded(Limit.HEADER_BLOCK);
        }
    }

    private static LimitExceeded exceeded(Limit limit) {
        return new LimitExceeded(ErrorCode.ENHANCE_YOUR_CALM, limit);
    }
}
