package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.ErrorCode;
import dev.http2bin.http2.frame.Http2Exception;
import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.hpack.DynamicTable;
import dev.http2bin.http2.hpack.HpackDecoder;
import dev.http2bin.http2.ledger.Connection;
import dev.http2bin.http2.ledger.FlowWindow;
import dev.http2bin.http2.ledger.Limit;
import dev.http2bin.http2.ledger.Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the server's SETTINGS say. They count once the client acknowledged them, as frames that come before are still by the
 * old ones, first those of the protocol (RFC 9113 §6.5.3). What the preface allows beyond these counts from the start.
 */
final class OwnSettings {
    /** A client that acknowledges nothing makes the server remember no more. */
    private static final int MOST = 16;

    /** What an entry of a table costs at most, in terms of what it counts there: the shortest are mostly objects. */
    private static final int COST = 4;

    private record Sent(List<Setting> settings, long at, CompletableFuture<Duration> acknowledged) {}

    private final Connection connection;
    private final List<Setting> preface;
    private final HpackDecoder decoder;
    private final FrameQueue toClient;
    private final MemoryShare memory;
    private final int preparedTable;
    private final Deque<Sent> waiting = new ArrayDeque<>();
    private final int mostStreams;
    private int maxConcurrentStreams;
    private long streamWindow;
    private int maxFrameSize;
    private boolean acknowledged;
    /** Bytes that the decoder's table may have beyond what each connection's has. */
    private long extraTable;

    OwnSettings(
            Connection connection,
            Http2Properties properties,
            HpackDecoder decoder,
            FrameQueue toClient,
            MemoryShare memory) {
        this.connection = connection;
        this.preface = properties.settings();
        this.decoder = decoder;
        this.toClient = toClient;
        this.memory = memory;
        this.preparedTable = Math.max(DynamicTable.INITIAL_SIZE, properties.headerTableSize());
        this.mostStreams = properties.maxConcurrentStreams();
        this.maxConcurrentStreams = mostStreams;
        this.streamWindow =
                Math.max(FlowWindow.INITIAL, properties.streamWindow().toBytes());
        this.maxFrameSize = properties.maxFrameSize();
    }

    /** What is enforced: never more than the configured limit, whatever was told. */
    int maxConcurrentStreams() {
        return maxConcurrentStreams;
    }

    /** What each stream's receive window begins with. */
    long streamWindow() {
        return streamWindow;
    }

    int maxFrameSize() {
        return maxFrameSize;
    }

    /** Whether the client acknowledged the preface's. */
    boolean acknowledged() {
        return acknowledged;
    }

    /** Sends the preface's (RFC 9113 §3.4). */
    void begin() {
        toClient.next().settings(preface);
    }

    /** Writes a SETTINGS frame; completes with the time its ACK took, fails where none came. */
    void send(List<Setting> settings, CompletableFuture<Duration> answer) {
        if (waiting.size() == MOST) {
            answer.completeExceptionally(new IOException("too many SETTINGS without an ACK"));
            return;
        }
        waiting.add(new Sent(settings, System.nanoTime(), answer));
        toClient.next().settings(settings);
        connection.changeSettings(settings);
    }

    /** A SETTINGS ACK came; ACKs come in the order of what they answer. */
    void acknowledge() throws Http2Exception {
        if (!acknowledged) {
            acknowledged = true;
            apply(preface);
            return;
        }
        Sent sent = waiting.poll();
        if (sent != null) {
            apply(sent.settings());
            sent.acknowledged().complete(Duration.ofNanos(System.nanoTime() - sent.at()));
        }
    }

    /** The connection is gone. */
    void gone() {
        waiting.forEach(sent -> sent.acknowledged().completeExceptionally(new IOException("connection closed")));
        waiting.clear();
        giveBack();
    }

    private void apply(List<Setting> settings) throws Http2Exception {
        for (Setting setting : settings) {
            apply(setting.id(), setting.value());
        }
    }

    private void apply(int id, long value) throws Http2Exception {
        switch (id) {
            case Setting.HEADER_TABLE_SIZE -> headerTableSize((int) value);
            case Setting.MAX_CONCURRENT_STREAMS -> maxConcurrentStreams = (int) Math.min(value, mostStreams);
            case Setting.INITIAL_WINDOW_SIZE -> {
                if (value <= FlowWindow.MAX) {
                    for (Stream stream : connection.streams()) {
                        stream.receiveWindow().add(value - streamWindow);
                    }
                    streamWindow = value;
                }
            }
            case Setting.MAX_FRAME_SIZE -> maxFrameSize = (int) value;
            default -> {
                // not for the server to keep
            }
        }
    }

    /** A larger table counts as held, also once it is to be smaller: its entries leave with the client's next block at the earliest. */
    private void headerTableSize(int bytes) throws Http2Exception {
        long more = (long) COST * (bytes - preparedTable) - extraTable;
        if (more > 0) {
            memory.add(more);
            extraTable += more;
            if (memory.isExhausted()) {
                giveBack();
                throw new LimitExceeded(ErrorCode.ENHANCE_YOUR_CALM, Limit.MEMORY);
            }
        }
        decoder.maxTableSize(bytes);
    }

    private void giveBack() {
        memory.add(-extraTable);
        extraTable = 0;
    }
}
