package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.ledger.FlowWindow;
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

    private record Sent(List<Setting> settings, long at, CompletableFuture<Duration> acknowledged) {}

    private final Gate gate;
    private final Deque<Sent> waiting = new ArrayDeque<>();
    private final int mostStreams;
    private int maxConcurrentStreams;
    private long streamWindow;
    private int maxFrameSize;
    private boolean acknowledged;

    OwnSettings(Gate gate) {
        this.gate = gate;
        Http2Properties properties = gate.properties();
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

    /** Sends a SETTINGS frame; completes with the time its ACK took, fails where none came. */
    void send(List<Setting> settings, CompletableFuture<Duration> answer) {
        if (waiting.size() == MOST) {
            answer.completeExceptionally(new IOException("too many SETTINGS without an ACK"));
            return;
        }
        waiting.add(new Sent(settings, System.nanoTime(), answer));
        gate.outbound().next().settings(settings);
        gate.connection().changeSettings(settings);
    }

    /** A SETTINGS ACK came; ACKs come in the order of what they answer. */
    void acknowledge() {
        if (!acknowledged) {
            acknowledged = true;
            apply(gate.properties().settings());
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
    }

    private void apply(List<Setting> settings) {
        settings.forEach(setting -> apply(setting.id(), setting.value()));
    }

    private void apply(int id, long value) {
        switch (id) {
            case Setting.HEADER_TABLE_SIZE -> gate.decoder().maxTableSize((int) value);
            case Setting.MAX_CONCURRENT_STREAMS -> maxConcurrentStreams = (int) Math.min(value, mostStreams);
            case Setting.INITIAL_WINDOW_SIZE -> {
                if (value <= FlowWindow.MAX) {
                    for (Stream stream : gate.connection().streams()) {
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
}
