package dev.http2bin.gate;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one HTTP/2 connection may ask of the server before it is told to calm down, and for how long it may keep it
 * waiting.
 *
 * @param resets streams that may be reset in each {@code resetInterval}, by the client or for a fault of its own
 * @param resetInterval the time {@code resets} refers to
 * @param controlFrames frames a second that move no request forward: PING, SETTINGS, PRIORITY, WINDOW_UPDATE, unknown; each
 *     frame of a request or response pays for two more, each DATA frame sent for two WINDOW_UPDATEs, each stream for four
 *     PRIORITYs
 * @param emptyFrames DATA frames without content in a row
 * @param settingsPerFrame entries in one SETTINGS frame
 * @param continuationFrames CONTINUATION frames of one header block
 * @param headerBlock octets of one header block, before decoding
 * @param handshakeTimeout until the TLS handshake is complete
 * @param prefaceTimeout until the client's preface and SETTINGS are complete
 * @param settingsTimeout until the client acknowledges the server's SETTINGS
 * @param headerBlockTimeout from a HEADERS frame until the last CONTINUATION of its block
 * @param writeTimeout a response that waits for a window, or a client that reads nothing
 * @param bodyGrace how long a request's content may be slower than {@code bodyRate}
 * @param bodyRate octets a second that a request's content has on average, after {@code bodyGrace}
 * @param idleTimeout a connection without streams
 * @param keepAlive a client that sends nothing for so long gets a PING, and so long to answer it; 0 for never
 */
@ConfigurationProperties("http2bin.limits")
@Validated
public record LimitProperties(
        @DefaultValue("100") @Min(1) int resets,
        @DefaultValue("10s") @NotNull Duration resetInterval,
        @DefaultValue("128") @Min(1) int controlFrames,
        @DefaultValue("10") @Min(1) int emptyFrames,
        @DefaultValue("32") @Min(1) int settingsPerFrame,
        @DefaultValue("8") @Min(0) int continuationFrames,
        @DefaultValue("16KB") @NotNull DataSize headerBlock,
        @DefaultValue("10s") @NotNull Duration handshakeTimeout,
        @DefaultValue("5s") @NotNull Duration prefaceTimeout,
        @DefaultValue("10s") @NotNull Duration settingsTimeout,
        @DefaultValue("10s") @NotNull Duration headerBlockTimeout,
        @DefaultValue("20s") @NotNull Duration writeTimeout,
        @DefaultValue("20s") @NotNull Duration bodyGrace,
        @DefaultValue("64B") @NotNull DataSize bodyRate,
        @DefaultValue("5m") @NotNull Duration idleTimeout,
        @DefaultValue("0s") @NotNull Duration keepAlive) {}
