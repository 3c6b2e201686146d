package dev.http2bin.listener;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The server sockets beside Boot's own {@code server.*}.
 *
 * @param http1Port the port of the twin that offers HTTP/1.1 only; 0 for any free one, -1 for none
 * @param h2cPort the port in clear, for proxies: HTTP/2 with prior knowledge, and HTTP/1.1; 0 for any free one, -1 for
 *     none
 * @param h2cAddress the address that port is bound to
 * @param trustedProxies whose {@code Forwarded} and {@code X-Forwarded-*} fields are believed
 * @param backlog connections that may wait to be accepted
 * @param idleTimeout how long a connection may be silent
 */
@ConfigurationProperties("http2bin.listener")
@Validated
public record ListenerProperties(
        @DefaultValue("8444") @Min(-1) @Max(65_535) int http1Port,
        @DefaultValue("-1") @Min(-1) @Max(65_535) int h2cPort,
        @DefaultValue("127.0.0.1") @NotNull InetAddress h2cAddress,
        @DefaultValue List<Network> trustedProxies,
        @DefaultValue("1000") @Min(1) int backlog,
        @DefaultValue("5m") @NotNull Duration idleTimeout) {}
