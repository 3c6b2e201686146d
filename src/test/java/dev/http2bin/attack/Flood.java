package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.CANCEL;
import static dev.http2bin.http2.frame.Flags.ACK;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.Flags.PADDED;
import static dev.http2bin.http2.frame.FrameType.DATA;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static dev.http2bin.http2.frame.FrameType.PING;
import static dev.http2bin.http2.frame.FrameType.PRIORITY;
import static dev.http2bin.http2.frame.FrameType.SETTINGS;

import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.peer.Recording;
import dev.http2bin.peer.ScriptedPeer;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** More of something than a client may send, which is not wrong by itself; each is told to calm down. */
public enum Flood {
    RAPID_RESET(Limit.RESETS, each(2_000, (peer, id) -> peer.get(id, "/version").rst(id, CANCEL))),
    RAPID_RESET_OF_UPLOADS(
            Limit.RESETS,
            each(2_000, (peer, id) -> peer.post(id, "/body").data(id, "some", 0).rst(id, CANCEL))),
    RESETS_OF_A_STREAM_THAT_IS_OVER(Limit.CONTROL_FRAMES, peer -> {
        peer.get(1, "/version");
        each(1_000, (same, id) -> same.rst(1, CANCEL)).accept(peer);
    }),
    REFUSED_STREAMS(Limit.RETRIES, each(2_000, (peer, id) -> peer.get(id, "/delay/3000ms"))),
    RESETS_ON_REQUEST(Limit.RETRIES, each(3_000, (peer, id) -> peer.get(id, "/faults/reset?error=REFUSED_STREAM"))),
    RESETS_BY_A_WINDOW_UPDATE_OF_0(
            Limit.RESETS, each(1_000, (peer, id) -> peer.get(id, "/delay/500ms").windowUpdate(id, 0))),
    RESETS_BY_WINDOW_OVERFLOW(
            Limit.RESETS, each(1_000, (peer, id) -> peer.get(id, "/delay/500ms").windowUpdate(id, Integer.MAX_VALUE))),
    RESETS_BY_TOO_MUCH_CONTENT(
            Limit.RESETS,
            each(
                    1_000,
                    (peer, id) -> peer.post(id, "/body", "content-length", "1").data(id, "two", 0))),
    RESETS_BY_MALFORMED_REQUESTS(
            Limit.RESETS, each(1_000, (peer, id) -> peer.get(id, "/version", "connection", "close"))),
    RESETS_BY_DATA_BEHIND_THE_END(
            Limit.RESETS, each(1_000, (peer, id) -> peer.get(id, "/version").data(id, "late", 0))),
    RESETS_BY_HEADERS_BEHIND_THE_END(
            Limit.RESETS, each(1_000, (peer, id) -> peer.get(id, "/delay/500ms").headers(id, 0, "x-late", "v"))),
    RESETS_BY_TRAILERS_WITHOUT_END(
            Limit.RESETS, each(1_000, (peer, id) -> peer.post(id, "/body").headers(id, 0, "x-late", "v"))),
    EMPTY_CONTINUATIONS(Limit.CONTINUATION_FRAMES, peer -> {
        peer.frame(HEADERS, 0, 1, (byte) 0x82);
        each(1_000, (same, id) -> same.continuation(1, new byte[0], 0)).accept(peer);
    }),
    LONG_CONTINUATIONS(Limit.HEADER_BLOCK, peer -> {
        peer.frame(HEADERS, 0, 1, new byte[10_000]);
        each(6, (same, id) -> same.continuation(1, new byte[10_000], 0)).accept(peer);
    }),
    SHORT_CONTINUATIONS(Limit.HEADER_BLOCK, peer -> {
        peer.frame(HEADERS, 0, 1, (byte) 0x82);
        each(70, (same, id) -> same.raw(manyContinuations())).accept(peer);
    }),
    PINGS(Limit.CONTROL_FRAMES, each(1_000, (peer, id) -> peer.ping(id))),
    PING_ANSWERS(Limit.CONTROL_FRAMES, each(1_000, (peer, id) -> peer.frame(PING, ACK, 0, new byte[8]))),
    SETTINGS_FRAMES(Limit.CONTROL_FRAMES, each(1_000, (peer, id) -> peer.frame(SETTINGS, 0, 0, new byte[6]))),
    SETTINGS_ANSWERS(Limit.CONTROL_FRAMES, each(1_000, (peer, id) -> peer.settingsAck())),
    PRIORITIES(
            Limit.CONTROL_FRAMES, each(1_000, (peer, id) -> peer.frame(PRIORITY, 0, id, new byte[] {0, 0, 0, 0, 1}))),
    PRIORITIES_OF_OPEN_STREAMS(Limit.CONTROL_FRAMES, peer -> {
        each(99, (same, id) -> same.get(id, "/delay/500ms")).accept(peer);
        each(
                        99,
                        (same, id) -> each(10, (again, any) -> again.frame(PRIORITY, 0, id, new byte[5]))
                                .accept(same))
                .accept(peer);
    }),
    WINDOW_UPDATES(Limit.CONTROL_FRAMES, each(1_000, (peer, id) -> peer.windowUpdate(0, 1))),
    WINDOW_UPDATES_OF_A_STREAM(Limit.CONTROL_FRAMES, peer -> {
        peer.get(1, "/delay/500ms");
        each(1_000, (same, id) -> same.windowUpdate(1, 1)).accept(peer);
    }),
    PINGS_PAID_BY_DATA_BEHIND_A_RESET(Limit.CONTROL_FRAMES, peer -> {
        peer.get(3, "/version", "connection", "close");
        each(500, (same, id) -> same.data(3, "", END_STREAM).ping(id).ping(id)).accept(peer);
    }),
    UNKNOWN_FRAMES(Limit.CONTROL_FRAMES, each(1_000, (peer, id) -> peer.frame(0xbe, 0, 0))),
    EMPTY_DATA(Limit.EMPTY_FRAMES, peer -> {
        peer.post(1, "/body");
        each(100, (same, id) -> same.data(1, "", 0)).accept(peer);
    }),
    PADDING_ONLY(Limit.EMPTY_FRAMES, peer -> {
        peer.post(1, "/body");
        each(100, (same, id) -> same.frame(DATA, PADDED, 1, (byte) 2, (byte) 0, (byte) 0))
                .accept(peer);
    }),
    MANY_SETTINGS(Limit.SETTINGS_PER_FRAME, peer -> peer.frame(SETTINGS, 0, 0, new byte[33 * 6])),
    MOST_SETTINGS(Limit.SETTINGS_PER_FRAME, peer -> peer.frame(SETTINGS, 0, 0, new byte[2_730 * 6]));

    private final Limit limit;

    @SuppressWarnings("ImmutableEnumChecker") // what each says is a constant
    private final Consumer<ScriptedPeer> frames;

    Flood(Limit limit, Consumer<ScriptedPeer> frames) {
        this.limit = limit;
        this.frames = frames;
    }

    /** The limit that stops it. */
    public Limit limit() {
        return limit;
    }

    /** Sends it on a connection that was greeted, and reads nothing. */
    public void against(ScriptedPeer peer) {
        frames.accept(peer);
    }

    /** A thousand frames that have one octet each: the least that is not empty. */
    private static byte[] manyContinuations() {
        Recording frames = new Recording();
        for (int i = 0; i < 1_000; i++) {
            frames.continuation(1, new byte[] {(byte) 0x82}, 0);
        }
        return frames.octets();
    }

    private static Consumer<ScriptedPeer> each(int times, ObjIntConsumer<ScriptedPeer> frames) {
        return peer -> {
            for (int i = 0; i < times; i++) {
                frames.accept(peer, 2 * i + 3);
            }
        };
    }
}
