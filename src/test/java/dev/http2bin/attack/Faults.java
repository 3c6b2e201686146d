package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.CANCEL;
import static dev.http2bin.http2.frame.Flags.END_HEADERS;
import static dev.http2bin.http2.frame.Flags.END_STREAM;

import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.peer.ScriptedPeer;
import java.util.List;
import java.util.function.Consumer;

/** Single requests that go wrong, one a connection, as they happen to a server all day. */
public final class Faults {
    private static final List<Consumer<ScriptedPeer>> ALL = List.of(
            peer -> peer.get(1, "/bytes/1000000").rst(1, CANCEL),
            peer -> peer.post(1, "/body").data(1, new byte[10_000], 0).rst(1, CANCEL),
            peer -> peer.put(1, "/duplex").data(1, new byte[10_000], 0),
            peer -> peer.post(1, "/stream/body").data(1, new byte[10_000], 0),
            peer -> peer.post(1, "/body", "content-length", "1").data(1, "two", END_STREAM),
            peer -> peer.get(1, "/version", "connection", "close"),
            peer -> peer.get(1, "/files/%zz"),
            peer -> peer.get(1, "/version", "x-long", "v".repeat(15_000), "x-more", "v".repeat(1_300)),
            peer -> peer.get(1, "/bytes/1000000000"),
            peer -> peer.get(1, "/files/large.bin"),
            peer -> peer.get(1, "/stream/files/large.bin"),
            peer -> peer.get(1, "/clock?ticks=10&interval=100ms"),
            peer -> peer.get(1, "/delay/300ms"),
            peer -> peer.get(1, "/early-hints?delay=300ms"),
            peer -> peer.get(1, "/version").windowUpdate(0, 0),
            peer -> peer.frame(FrameType.HEADERS, END_HEADERS, 1, (byte) 0x80),
            peer -> peer.frame(FrameType.HEADERS, 0, 1, (byte) 0x82),
            peer -> peer.header(100_000, FrameType.DATA, 0, 1));

    private Faults() {}

    /** How many there are. */
    public static int count() {
        return ALL.size();
    }

    /** Connects, sends the fault of this number, waits until the service has seen it, and goes away. */
    public static void against(int port, int number) {
        try (ScriptedPeer peer = ScriptedPeer.connect(port).greet()) {
            ALL.get(number).accept(peer);
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
