package dev.http2bin.http2.gate;

import dev.http2bin.http2.frame.Setting;
import dev.http2bin.http2.properties.Bounds;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the server offers each HTTP/2 connection, as its SETTINGS frame and first WINDOW_UPDATE say.
 *
 * @param maxConcurrentStreams streams a client may have open at once; one more is refused with REFUSED_STREAM
 * @param streamWindow octets a client may send on one stream before the application takes them
 * @param connectionWindow octets a client may send on all streams together before the application takes them
 * @param maxFrameSize the largest frame a client may send, 16 KiB to 16 MiB - 1
 * @param headerTableSize octets of dynamic table the server keeps for what a client sends, and the most it uses itself
 * @param maxHeaderListSize the largest header list a client may send: names, values and 32 octets a field
 * @param maxHeaderFields the most fields a client may send in one header list; the crumbs of a cookie are one
 * @param priorityPatience how long a response may be passed over for more urgent ones before it has a turn
 * @param frameLog frames each connection remembers for its views
 */
@ConfigurationProperties("http2bin.http2")
public record Http2Properties(
        @DefaultValue("100") int maxConcurrentStreams,
        @DefaultValue("1MB") DataSize streamWindow,
        @DefaultValue("4MB") DataSize connectionWindow,
        @DefaultValue("16384") int maxFrameSize,
        @DefaultValue("4096") int headerTableSize,
        @DefaultValue("16KB") DataSize maxHeaderListSize,
        @DefaultValue("100") int maxHeaderFields,
        @DefaultValue("5s") Duration priorityPatience,
        @DefaultValue("200") int frameLog) {

    public Http2Properties {
        Bounds.check("http2bin.http2.max-concurrent-streams", maxConcurrentStreams, 1);
        Bounds.check("http2bin.http2.stream-window", streamWindow, 1, Integer.MAX_VALUE);
        Bounds.check("http2bin.http2.connection-window", connectionWindow, 65_535, Integer.MAX_VALUE);
        Bounds.check("http2bin.http2.max-frame-size", maxFrameSize, 16_384, 16_777_215);
        Bounds.check("http2bin.http2.header-table-size", headerTableSize, 0, 65_536);
        Bounds.check("http2bin.http2.max-header-list-size", maxHeaderListSize, 1, Integer.MAX_VALUE);
        Bounds.check("http2bin.http2.max-header-fields", maxHeaderFields, 1);
        Bounds.check("http2bin.http2.priority-patience", priorityPatience, Duration.ofMillis(1));
        Bounds.check("http2bin.http2.frame-log", frameLog, 1, 100_000);
    }

    /** The server's SETTINGS frame. */
    public List<Setting> settings() {
        return List.of(
                new Setting(Setting.HEADER_TABLE_SIZE, headerTableSize),
                new Setting(Setting.MAX_CONCURRENT_STREAMS, maxConcurrentStreams),
                new Setting(Setting.INITIAL_WINDOW_SIZE, streamWindow.toBytes()),
                new Setting(Setting.MAX_FRAME_SIZE, maxFrameSize),
                new Setting(Setting.MAX_HEADER_LIST_SIZE, maxHeaderListSize.toBytes()),
                new Setting(Setting.NO_RFC7540_PRIORITIES, 1)); // never changes (RFC 9218 §2.1)
    }
}
