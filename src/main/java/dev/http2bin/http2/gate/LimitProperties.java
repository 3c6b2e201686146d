package dev.http2bin.http2.gate;

import dev.http2bin.http2.properties.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one HTTP/2 connection may ask of the server before it is told to calm down, and for how long it may keep it
 * waiting.
 *
 * @param resets streams that a client may reset in each {@code resetInterval} before their responses are whole, or have
 *     reset by a fault of its own
 * @param resetInterval the time {@code resets} refers to
 * @param retries streams that a client may have reset on request in each {@code retryInterval}, or open beyond its limit
 * @param retryInterval the time {@code retries} refers to
 * @param controlFrames frames a second that move no request forward: PING, SETTINGS, PRIORITY, WINDOW_UPDATE, RST_STREAM of
 *     a stream that is over, unknown; each frame of a request or response pays for two more, each DATA frame sent for two
 *     WINDOW_UPDATEs, each HEADERS or DATA frame sent for one such RST_STREAM, each stream for four PRIORITYs
 * @param emptyFrames DATA frames without content in a row
 * @param settingsPerFrame entries in one SETTINGS frame
 * @param continuationFrames CONTINUATION frames without content in one header block
 * @param headerBlock bytes of one header block on the wire, whatever it decodes to; more end the connection
 * @param handshakeTimeout until the TLS handshake is complete
 * @param prefaceTimeout until the client's preface and SETTINGS are complete
 * @param settingsTimeout until the client acknowledges the server's SETTINGS
 * @param headerBlockTimeout from a HEADERS frame until the last CONTINUATION of its block
 * @param writeTimeout how long a client may keep a response waiting below {@code writeRate}, in all: each byte that it takes
 *     pays for the time that the byte has at that rate
 * @param writeRate bytes a second that a client has to take of a response while that waits for a window or for the socket
 * @param bodyGrace how long a request's content may be slower than {@code bodyRate}
 * @param bodyRate octets a second that a request's content has on average, after {@code bodyGrace}
 * @param memory bytes that all connections may hold together in buffers, open requests and responses that wait; 0 for 3/8 of the
 *     heap, or of the direct memory if that is smaller
 * @param maxConnections connections that may be open at once; 0 for one for each 32 KB of {@code memory}
 * @param maxConnectionsPerAddress connections that one address may have open at once, trusted proxies excepted; 0 for no limit
 * @param idleTimeout a connection without streams
 * @param keepAlive a client that sends nothing for so long gets a PING, and so long to answer it; 0 for never
 */
@ConfigurationProperties("http2bin.limits")
public record LimitProperties(
        @DefaultValue("400") int resets,
        @DefaultValue("10s") Duration resetInterval,
        @DefaultValue("1000") int retries,
        @DefaultValue("10s") Duration retryInterval,
        @DefaultValue("128") int controlFrames,
        @DefaultValue("10") int emptyFrames,
        @DefaultValue("32") int settingsPerFrame,
        @DefaultValue("8") int continuationFrames,
        @DefaultValue("64KB") DataSize headerBlock,
        @DefaultValue("10s") Duration handshakeTimeout,
        @DefaultValue("5s") Duration prefaceTimeout,
        @DefaultValue("10s") Duration settingsTimeout,
        @DefaultValue("10s") Duration headerBlockTimeout,
        @DefaultValue("20s") Duration writeTimeout,
        @DefaultValue("64B") DataSize writeRate,
        @DefaultValue("20s") Duration bodyGrace,
        @DefaultValue("64B") DataSize bodyRate,
        @DefaultValue("0B") DataSize memory,
        @DefaultValue("0") int maxConnections,
        @DefaultValue("0") int maxConnectionsPerAddress,
        @DefaultValue("5m") Duration idleTimeout,
        @DefaultValue("0s") Duration keepAlive) {

    public LimitProperties {
        Bounds.check("http2bin.limits.resets", resets, 1);
        Bounds.check("http2bin.limits.reset-interval", resetInterval, Duration.ofMillis(1));
        Bounds.check("http2bin.limits.retries", retries, 1);
        Bounds.check("http2bin.limits.retry-interval", retryInterval, Duration.ofMillis(1));
        Bounds.check("http2bin.limits.control-frames", controlFrames, 1);
        Bounds.check("http2bin.limits.empty-frames", emptyFrames, 1);
        Bounds.check("http2bin.limits.settings-per-frame", settingsPerFrame, 1);
        Bounds.check("http2bin.limits.continuation-frames", continuationFrames, 0);
        Bounds.check("http2bin.limits.header-block", headerBlock, 1);
        Bounds.check("http2bin.limits.handshake-timeout", handshakeTimeout, Duration.ofMillis(1));
        Bounds.check("http2bin.limits.preface-timeout", prefaceTimeout, Duration.ofMillis(1));
        Bounds.check("http2bin.limits.settings-timeout", settingsTimeout, Duration.ofMillis(1));
        Bounds.check("http2bin.limits.header-block-timeout", headerBlockTimeout, Duration.ofMillis(1));
        Bounds.check("http2bin.limits.write-timeout", writeTimeout, Duration.ofMillis(1));
        Bounds.check("http2bin.limits.write-rate", writeRate, 1, 1L << 30);
        Bounds.check("http2bin.limits.body-grace", bodyGrace, Duration.ZERO);
        Bounds.check("http2bin.limits.body-rate", bodyRate, 0, 1L << 40);
        Bounds.check("http2bin.limits.memory", memory, 0, Long.MAX_VALUE);
        Bounds.check("http2bin.limits.max-connections", maxConnections, 0);
        Bounds.check("http2bin.limits.max-connections-per-address", maxConnectionsPerAddress, 0);
        Bounds.check("http2bin.limits.idle-timeout", idleTimeout, Duration.ofMillis(1));
        Bounds.check("http2bin.limits.keep-alive", keepAlive, Duration.ZERO);
    }
}
