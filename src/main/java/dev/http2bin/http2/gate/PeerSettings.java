package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.ledger.FlowWindow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** What the client's SETTINGS frames said so far (RFC 9113 §6.5). */
final class PeerSettings {
    private static final int SMALLEST_MAX_FRAME_SIZE = 16_384;
    private static final int LARGEST_MAX_FRAME_SIZE = 16_777_215;

    /** Who sends more, sends settings that nobody defined. */
    private static final int MOST_KEPT = 64;

    private final Map<Integer, Long> values = new LinkedHashMap<>();
    private long initialWindowSize = FlowWindow.INITIAL;
    private int maxFrameSize = SMALLEST_MAX_FRAME_SIZE;
    private boolean received;

    /**
     * Takes the entries of one SETTINGS frame, in their order.
     *
     * @param tableSize told each HEADER_TABLE_SIZE: a table that shrinks and grows is empty, in one frame too
     */
    void read(ByteBuffer payload, LongConsumer tableSize) throws Http2Exception {
        received = true;
        while (payload.hasRemaining()) {
            int id = payload.getShort() & 0xffff;
            long value = payload.getInt() & 0xffffffffL;
            check(id, value);
            if (id <= Setting.NO_RFC7540_PRIORITIES || values.size() < MOST_KEPT || values.containsKey(id)) {
                values.put(id, value);
            }
            switch (id) { // each stream and each response asks for the last two
                case Setting.HEADER_TABLE_SIZE -> tableSize.accept(value);
                case Setting.INITIAL_WINDOW_SIZE -> initialWindowSize = value;
                case Setting.MAX_FRAME_SIZE -> maxFrameSize = (int) value;
                default -> {}
            }
        }
    }

    private static void check(int id, long value) throws Http2Exception {
        switch (id) {
            case Setting.ENABLE_PUSH -> require(value <= 1, ErrorCode.PROTOCOL_ERROR, "ENABLE_PUSH is 0 or 1");
            case Setting.INITIAL_WINDOW_SIZE ->
                require(value <= FlowWindow.MAX, ErrorCode.FLOW_CONTROL_ERROR, "INITIAL_WINDOW_SIZE is at most 2^31-1");
            case Setting.MAX_FRAME_SIZE ->
                require(
                        value >= SMALLEST_MAX_FRAME_SIZE && value <= LARGEST_MAX_FRAME_SIZE,
                        ErrorCode.PROTOCOL_ERROR,
                        "MAX_FRAME_SIZE is 2^14 to 2^24-1");
            case Setting.NO_RFC7540_PRIORITIES ->
                require(value <= 1, ErrorCode.PROTOCOL_ERROR, "NO_RFC7540_PRIORITIES is 0 or 1"); // RFC 9218 §2.1
            default -> {
                // unknown ones are ignored (RFC 9113 §6.5.2), and kept for the views
            }
        }
    }

    private static void require(boolean valid, ErrorCode code, String rule) throws Http2Exception {
        if (!valid) {
            throw new Http2Exception(code, rule);
        }
    }

    /** Whether a SETTINGS frame came. */
    boolean received() {
        return received;
    }

    long initialWindowSize() {
        return initialWindowSize;
    }

    int maxFrameSize() {
        return maxFrameSize;
    }

    List<Setting> entries() {
        List<Setting> entries = new ArrayList<>(values.size());
        values.forEach((id, value) -> entries.add(new Setting(id, value)));
        return List.copyOf(entries);
    }
}
