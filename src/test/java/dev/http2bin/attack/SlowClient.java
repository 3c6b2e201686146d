package dev.http2bin.attack;

import static dev.http2bin.http2.frame.ErrorCode.ENHANCE_YOUR_CALM;
import static dev.http2bin.http2.frame.ErrorCode.PROTOCOL_ERROR;
import static dev.http2bin.http2.frame.ErrorCode.SETTINGS_TIMEOUT;
import static dev.http2bin.http2.frame.Flags.END_HEADERS;
import static dev.http2bin.http2.frame.Flags.END_STREAM;
import static dev.http2bin.http2.frame.FrameType.HEADERS;
import static dev.http2bin.http2.frame.FrameType.RST_STREAM;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.peer.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;

/** A client that keeps the server waiting, and the default deadline that ends its wait. */
public enum SlowClient {
    SILENT_BEFORE_TLS(Limit.HANDSHAKE_TIMEOUT, 10, port -> closesOnItself(port, "")),
    HALF_A_CLIENT_HELLO(Limit.HANDSHAKE_TIMEOUT, 10, port -> closesOnItself(port, "16030101000100")),
    SILENT_AFTER_TLS(Limit.PREFACE_TIMEOUT, 5, port -> {
        try (ScriptedPeer peer = connect(port)) {
            endOf(peer, Limit.PREFACE_TIMEOUT, PROTOCOL_ERROR);
        }
    }),
    HALF_A_PREFACE(Limit.PREFACE_TIMEOUT, 5, port -> {
        try (ScriptedPeer peer = connect(port)) {
            endOf(peer.raw("PRI * HT".getBytes(StandardCharsets.US_ASCII)), Limit.PREFACE_TIMEOUT, PROTOCOL_ERROR);
        }
    }),
    NO_SETTINGS(Limit.PREFACE_TIMEOUT, 5, port -> {
        try (ScriptedPeer peer = connect(port)) {
            endOf(peer.preface(), Limit.PREFACE_TIMEOUT, PROTOCOL_ERROR);
        }
    }),
    NO_ANSWER_TO_SETTINGS(Limit.SETTINGS_TIMEOUT, 10, port -> {
        try (ScriptedPeer peer = connect(port)) {
            endOf(peer.preface().settings().get(1, "/version"), Limit.SETTINGS_TIMEOUT, SETTINGS_TIMEOUT);
        }
    }),
    HALF_A_HEADER_BLOCK(Limit.HEADER_BLOCK_TIMEOUT, 10, port -> {
        try (ScriptedPeer peer = connect(port)) {
            peer.greet().frame(HEADERS, END_STREAM, 1, (byte) 0x82);
            endOf(peer, Limit.HEADER_BLOCK_TIMEOUT, ENHANCE_YOUR_CALM);
        }
    }),
    HALF_A_HEADERS_FRAME(Limit.HEADER_BLOCK_TIMEOUT, 10, port -> {
        try (ScriptedPeer peer = connect(port)) {
            peer.greet().header(100, HEADERS, END_STREAM | END_HEADERS, 1).raw((byte) 0x82);
            endOf(peer, Limit.HEADER_BLOCK_TIMEOUT, ENHANCE_YOUR_CALM);
        }
    }),
    TRICKLING_CONTINUATIONS(Limit.HEADER_BLOCK_TIMEOUT, 10, port -> {
        try (ScriptedPeer peer = connect(port)) {
            peer.greet().frame(HEADERS, END_STREAM, 1, (byte) 0x82);
            for (int second = 0; second < 6; second++) {
                pause(1_000);
                peer.continuation(1, new byte[] {(byte) 0x87}, 0);
            }
            endOf(peer, Limit.HEADER_BLOCK_TIMEOUT, ENHANCE_YOUR_CALM);
        }
    }),
    NO_WINDOW(Limit.WRITE_TIMEOUT, 20, port -> {
        try (ScriptedPeer peer = connect(port)) {
            peer.greet(Setting.INITIAL_WINDOW_SIZE, 0);
            resets(peer, download(peer));
        }
    }),
    A_WINDOW_OF_ONE_OCTET(Limit.WRITE_TIMEOUT, 20, port -> {
        try (ScriptedPeer peer = connect(port)) {
            peer.greet(Setting.INITIAL_WINDOW_SIZE, 1);
            resets(peer, download(peer));
        }
    }),
    /** The hold of CVE-2026-49975: each byte would begin a deadline of the last byte anew. */
    A_BYTE_OF_WINDOW_EVERY_SIX_SECONDS(Limit.WRITE_TIMEOUT, 20, port -> {
        try (ScriptedPeer peer = connect(port)) {
            peer.greet(Setting.INITIAL_WINDOW_SIZE, 0);
            int last = download(peer);
            for (int six = 0; six < 3; six++) {
                pause(6_000);
                for (int id = 1; id <= last; id += 2) {
                    peer.windowUpdate(id, 1);
                }
            }
            resets(peer, last);
        }
    }),
    A_CONNECTION_WINDOW_OF_ONE_OCTET(Limit.WRITE_TIMEOUT, 20, port -> {
        try (ScriptedPeer peer = connect(port)) {
            peer.greet(Setting.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE).get(1, "/bytes/65534");
            peer.response(1);
            peer.get(3, "/bytes/100000");
            if (peer.awaitFrame(RST_STREAM, 3).number(0) != ErrorCode.CANCEL.code()) {
                throw new AssertionError(peer.trace());
            }
        }
    }),
    NEVER_READS(Limit.WRITE_TIMEOUT, 20, port -> {
        try (ScriptedPeer peer = connect(port)) {
            peer.greet(Setting.INITIAL_WINDOW_SIZE, Integer.MAX_VALUE).windowUpdate(0, 1 << 30);
            peer.get(1, "/bytes/100000000").get(3, "/stream/bytes/100000000");
            pause(24_500); // reading any sooner would be progress
            peer.expectClosed();
        }
    }),
    TRICKLING_UPLOADS(Limit.BODY_RATE, 20, port -> trickle(port, "/body")),
    TRICKLING_ECHOES(Limit.BODY_RATE, 20, port -> trickle(port, "/echo"));

    private static final int STREAMS = 40;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private interface Dawdling {
        void with(int port) throws IOException;
    }

    private final Limit limit;
    private final Duration deadline;

    @SuppressWarnings("ImmutableEnumChecker") // what each does is a constant
    private final Dawdling dawdling;

    SlowClient(Limit limit, int seconds, Dawdling dawdling) {
        this.limit = limit;
        this.deadline = Duration.ofSeconds(seconds);
        this.dawdling = dawdling;
    }

    /** The limit that ends its wait. */
    public Limit limit() {
        return limit;
    }

    /** After how long that is, by default. */
    public Duration deadline() {
        return deadline;
    }

    /** How much later it may be seen: what streams wait for is looked at once a second. */
    public Duration tolerance() {
        if (this == NEVER_READS) {
            return Duration.ofSeconds(7); // it looks after 24.5 s, and then reads megabytes
        }
        boolean ofStreams = limit == Limit.WRITE_TIMEOUT || limit == Limit.BODY_RATE;
        return Duration.ofSeconds(ofStreams ? 5 : 1);
    }

    /** Keeps the service at this port waiting until that does what it should, and fails where it does something else. */
    public void against(int port) throws IOException {
        dawdling.with(port);
    }

    private static ScriptedPeer connect(int port) {
        return ScriptedPeer.connect(port).patient(LONGEST);
    }

    private static void closesOnItself(int port, String octets) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) LONGEST.toMillis());
            socket.getOutputStream().write(HexFormat.of().parseHex(octets));
            socket.getInputStream().readAllBytes();
        }
    }

    private static void endOf(ScriptedPeer peer, Limit limit, ErrorCode code) {
        String debugData = peer.expectGoAway(code);
        if (!debugData.equals("limit " + limit)) {
            throw new AssertionError(debugData);
        }
    }

    private static int download(ScriptedPeer peer) {
        int last = 2 * STREAMS - 1;
        for (int id = 1; id <= last; id += 2) {
            peer.get(id, id % 4 == 1 ? "/bytes/1000000" : "/version");
        }
        return last;
    }

    private static void trickle(int port, String path) {
        try (ScriptedPeer peer = connect(port)) {
            peer.greet();
            int last = 2 * STREAMS - 1;
            for (int id = 1; id <= last; id += 2) {
                peer.post(id, path);
            }
            for (int second = 0; second < 20; second++) {
                pause(1_000);
                for (int id = 1; id <= last; id += 2) {
                    peer.data(id, new byte[1], 0);
                }
            }
            resets(peer, last);
        }
    }

    private static void resets(ScriptedPeer peer, int last) {
        for (int id = 1; id <= last; id += 2) {
            if (peer.awaitFrame(RST_STREAM, id).number(0) != ErrorCode.CANCEL.code()) {
                throw new AssertionError("stream " + id + "\n" + peer.trace());
            }
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
