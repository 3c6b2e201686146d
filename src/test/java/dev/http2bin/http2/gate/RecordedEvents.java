package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.hpack.Representation;
import dev.http2bin.http2.ledger.CloseReason;
import dev.http2bin.http2.ledger.Direction;
import dev.http2bin.http2.ledger.StreamOutcome;
import dev.http2bin.http2.ledger.WireListener;
import java.util.ArrayList;
import java.util.List;

/** What a listener of the ledger hears, as lines without times. */
final class RecordedEvents implements WireListener {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    @Override
    public void connectionClosed(CloseReason reason, long streams) {
        lines.add("connection closed: " + reason + " after " + streams);
    }

    @Override
    public void streamOpened() {
        lines.add("stream opened");
    }

    @Override
    public void streamClosed(StreamOutcome outcome, long nanos) {
        lines.add("stream closed: " + outcome);
    }

    @Override
    public void streamRefused() {
        lines.add("stream refused");
    }

    @Override
    public void firstByte(long nanos) {
        lines.add("first byte");
    }

    @Override
    public void frame(Direction direction, FrameType type) {
        lines.add(direction.arrow() + " " + type);
    }

    @Override
    public void data(Direction direction, int octets) {
        lines.add(direction.arrow() + " content of " + octets);
    }

    @Override
    public void reset(Direction direction, long code) {
        lines.add(direction.arrow() + " reset " + ErrorCode.name(code));
    }

    @Override
    public void goAway(Direction direction, long code) {
        lines.add(direction.arrow() + " goaway " + ErrorCode.name(code));
    }

    @Override
    public void stall(Level level, long nanos) {
        lines.add("stall " + level);
    }

    @Override
    public void fields(Direction direction, Representation representation, long count) {
        lines.add(direction.arrow() + " fields " + count + " " + representation);
    }

    @Override
    public void headerBlock(Direction direction, int wire, int plain) {
        lines.add(direction.arrow() + " block of " + wire + " for " + plain);
    }

    @Override
    public void tableChanged(Direction direction, long insertions, long evictions, int sizeChange) {
        lines.add(direction.arrow() + " table +" + insertions + " -" + evictions + " by " + sizeChange);
    }

    @Override
    public void pingAnswered(long nanos) {
        lines.add("ping answered");
    }
}
