package dev.http2bin.peer;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Flags;
import dev.http2bin.http2.frame.FrameType;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.hpack.DynamicTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends exactly the frames its script says and nothing of its own accord: no ACK, no WINDOW_UPDATE. Frames
 * that came are compared as lines (see {@link PeerFrame#toString}); what fails shows the whole exchange.
 */
public final class ScriptedPeer extends ClientFrames<ScriptedPeer> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private Duration patience = PATIENCE;
    private final FrameCollector collector = new FrameCollector(this::received);
    private final Deque<PeerFrame> waiting = new ArrayDeque<>();
    /** For each SETTINGS that waits for its ACK the table's size it allows; -1 where it says nothing of that. */
    private final Deque<Long> tableSizes = new ArrayDeque<>();

    private final List<String> trace = new ArrayList<>();
    private long pings;
    private boolean closed;

    /** Connects to a port of this machine with TLS and h2 agreed; the preface is still to be sent. */
    public static ScriptedPeer connect(int port) {
        try {
            return new ScriptedPeer(TrustAll.connect(InetAddress.getLoopbackAddress(), port, "h2"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects in clear, with prior knowledge, from an address of this machine. */
    public static ScriptedPeer connectInClear(int port, String from) {
        try {
            return new ScriptedPeer(new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptedPeer(Socket socket) {
        this.socket = socket;
    }

    /** From now on waits so long for what is expected, instead of 10 s. */
    public ScriptedPeer patient(Duration longest) {
        patience = longest;
        return this;
    }

    /** Preface and SETTINGS, ids and values in turn, and waits until both sides acknowledged. */
    public ScriptedPeer greet(long... idsAndValues) {
        preface().settings(idsAndValues);
        await("0 SETTINGS HEADER_TABLE_SIZE");
        await("0 WINDOW_UPDATE");
        await("0 SETTINGS ACK");
        return settingsAck();
    }

    @Override
    public ScriptedPeer settings(long... idsAndValues) {
        long size = -1;
        for (int i = 0; i < idsAndValues.length; i += 2) {
            size = idsAndValues[i] == Setting.HEADER_TABLE_SIZE ? idsAndValues[i + 1] : size;
        }
        tableSizes.add(size);
        return super.settings(idsAndValues);
    }

    /** What the server's header blocks made of the dynamic table. */
    public DynamicTable table() {
        return collector.table();
    }

    @Override
    ScriptedPeer send(byte[] octets, String line) {
        trace.add("> " + line);
        write(octets, 0, octets.length);
        return this;
    }

    /** Sends octets cut at these positions, each piece a TLS record of its own, with a pause in between. */
    public ScriptedPeer cut(byte[] octets, Duration pause, int... positions) {
        trace.add("> raw " + octets.length + " in " + (positions.length + 1) + " pieces");
        int start = 0;
        for (int position : positions) {
            write(octets, start, position);
            start = position;
            sleep(pause);
        }
        write(octets, start, octets.length);
        return this;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(byte[] octets, int start, int end) {
        try {
            socket.getOutputStream().write(octets, start, end - start);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            trace.add("> failed: " + e);
        }
    }

    /** The next frames are these: each is the line, or begins with it. */
    public ScriptedPeer expect(String... lines) {
        for (String line : lines) {
            while (waiting.isEmpty()) {
                fill("\"" + line + "\"");
            }
            PeerFrame next = waiting.remove();
            if (!isLine(next, line)) {
                throw failure("expected \"" + line + "\" but was \"" + next + "\"");
            }
        }
        return this;
    }

    /** The first frame that is, or begins with, this line; others stay. */
    public PeerFrame await(String line) {
        return await(frame -> isLine(frame, line), "\"" + line + "\"");
    }

    /** The first frame of this type on this stream; others stay. */
    public PeerFrame awaitFrame(FrameType type, int streamId) {
        return await(frame -> frame.type() == type && frame.streamId() == streamId, streamId + " " + type);
    }

    /** The next frame, whatever it is. */
    public PeerFrame next() {
        return await(frame -> true, "a frame");
    }

    private PeerFrame await(Predicate<PeerFrame> wanted, String what) {
        while (true) {
            for (Iterator<PeerFrame> frames = waiting.iterator(); frames.hasNext(); ) {
                PeerFrame frame = frames.next();
                if (wanted.test(frame)) {
                    frames.remove();
                    return frame;
                }
            }
            fill(what);
        }
    }

    private static boolean isLine(PeerFrame frame, String line) {
        String actual = frame.toString();
        return actual.equals(line) || actual.startsWith(line + " ") || actual.startsWith(line + "=");
    }

    /**
     * A final response, taken from between the frames of other streams.
     *
     * @param text the content of its DATA frames
     * @param trailers null where there were none
     */
    public record Response(
            PeerFrame headers, String text, @Nullable PeerFrame trailers) {
        public String status() {
            return String.valueOf(headers.field(":status"));
        }
    }

    /** Waits for the whole response of a stream; informational ones have to be taken before. */
    public Response response(int streamId) {
        PeerFrame headers = awaitHeaders(streamId);
        StringBuilder text = new StringBuilder();
        PeerFrame last = content(headers, streamId, text);
        boolean trailers = last.type() == FrameType.HEADERS && !headers.has(Flags.END_STREAM);
        return new Response(headers, text.toString(), trailers ? last : null);
    }

    /** Waits for the rest of a response and returns the content from this frame on. */
    public String rest(PeerFrame taken) {
        StringBuilder text = new StringBuilder(taken.type() == FrameType.DATA ? taken.text() : "");
        content(taken, taken.streamId(), text);
        return text.toString();
    }

    private PeerFrame content(PeerFrame taken, int streamId, StringBuilder text) {
        PeerFrame last = taken;
        while (!last.has(Flags.END_STREAM)) {
            last = await(
                    frame -> frame.streamId() == streamId && frame.type() != FrameType.WINDOW_UPDATE,
                    "more of the response on stream " + streamId);
            switch (last.type()) {
                case DATA -> text.append(last.text());
                case HEADERS, CONTINUATION -> {}
                default -> throw failure("a response is not cut off by \"" + last + "\"");
            }
        }
        return last;
    }

    private PeerFrame awaitHeaders(int streamId) {
        PeerFrame first = await(
                frame -> frame.streamId() == streamId
                        && (frame.type() == FrameType.HEADERS || frame.type() == FrameType.RST_STREAM),
                "a response on stream " + streamId);
        if (first.type() == FrameType.RST_STREAM) {
            throw failure("no response, but \"" + first + "\"");
        }
        return first;
    }

    /** Sends a PING and waits for its answer: the gate has seen all that was sent before. */
    public ScriptedPeer settle() {
        ping(0x7e57_0000L + ++pings);
        await("0 PING ACK " + PeerFrame.hex(0x7e57_0000L + pings));
        return this;
    }

    /** Answers the server's next PING: what came before it was read. */
    public ScriptedPeer pong() {
        ByteBuffer opaque = awaitFrame(FrameType.PING, 0).payload();
        byte[] octets = new byte[opaque.remaining()];
        opaque.duplicate().get(octets);
        return frame(FrameType.PING, Flags.ACK, 0, octets);
    }

    /** The server ends the connection: GOAWAY with this code, and then it closes. Returns the debug data. */
    public String expectGoAway(ErrorCode code) {
        PeerFrame goAway = awaitFrame(FrameType.GOAWAY, 0);
        if (goAway.number(4) != code.code()) {
            throw failure("expected GOAWAY with " + code + " but was \"" + goAway + "\"");
        }
        expectClosed();
        return goAway.toString().replaceFirst("\\S+ \\S+ \\S+ \\S+ ?", "");
    }

    /** The server closes; what it sends before stays. */
    public void expectClosed() {
        while (!closed) {
            fill("the end of the connection");
        }
    }

    /** Frames that came and that nobody asked for yet, as lines; waits for none. */
    public List<String> unread() {
        return waiting.stream().map(PeerFrame::toString).toList();
    }

    /** Drops the frames that nobody asked for, and the trace so far: a peer that lives long would be slow with them. */
    public ScriptedPeer forget() {
        waiting.clear();
        trace.clear();
        return this;
    }

    private void fill(String what) {
        if (closed) {
            throw failure(what + " did not come before the end");
        }
        byte[] octets = new byte[16_384];
        try {
            socket.setSoTimeout((int) patience.toMillis());
            int n = socket.getInputStream().read(octets);
            if (n < 0) {
                closed = true;
                trace.add("< closed");
            } else {
                collector.read(octets, n);
            }
        } catch (SocketTimeoutException e) {
            throw failure(String.format(Locale.ROOT, "%s did not come within %d s", what, patience.toSeconds()));
        } catch (IOException e) {
            closed = true;
            trace.add("< broken: " + e.getMessage());
        } catch (Http2Exception e) {
            throw failure("what came breaks the protocol: " + e.code() + " " + e.getMessage());
        }
    }

    private void received(PeerFrame frame) {
        trace.add("< " + frame);
        waiting.add(frame);
        if (frame.type() == FrameType.SETTINGS && frame.has(Flags.ACK) && !tableSizes.isEmpty()) {
            long size = tableSizes.remove();
            if (size >= 0) {
                collector.maxTableSize(size);
            }
        }
    }

    /** The whole exchange, a line a frame: {@code >} was sent, {@code <} came. */
    public String trace() {
        return String.join("\n", trace);
    }

    private AssertionError failure(String message) {
        return new AssertionError(message + "\n" + trace());
    }

    /** Ends the transport at once, as a client that dies. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            trace.add("> close failed: " + e);
        }
    }
}
