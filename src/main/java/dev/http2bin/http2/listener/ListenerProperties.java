package dev.http2bin.http2.listener;

import dev.http2bin.http2.properties.Bounds;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The server sockets beside Boot's own {@code server.*}.
 *
 * @param http1Port the port of the twin that offers HTTP/1.1 only; 0 for any free one, -1 for none
 * @param h2cPort the port in clear, for proxies: HTTP/2 with prior knowledge, and HTTP/1.1; 0 for any free one, -1 for
 *     none
 * @param h2cAddress the address that port is bound to
 * @param trustedProxies whose {@code Forwarded} and {@code X-Forwarded-*} fields are believed
 * @param backlog connections that may wait to be accepted
 * @param sendBuffer bytes of responses that the kernel holds for one connection, where a more urgent response cannot overtake
 *     them; 0 leaves it to the kernel
 * @param idleTimeout how long a connection may be silent
 */
@ConfigurationProperties("http2bin.listener")
public record ListenerProperties(
        @DefaultValue("-1") int http1Port,
        @DefaultValue("-1") int h2cPort,
        @DefaultValue("127.0.0.1") InetAddress h2cAddress,
        @DefaultValue List<Network> trustedProxies,
        @DefaultValue("1000") int backlog,
        @DefaultValue("256KB") DataSize sendBuffer,
        @DefaultValue("5m") Duration idleTimeout) {

    public ListenerProperties {
        Bounds.check("http2bin.listener.http1-port", http1Port, -1, 65_535);
        Bounds.check("http2bin.listener.h2c-port", h2cPort, -1, 65_535);
        Bounds.set("http2bin.listener.h2c-address", h2cAddress);
        Bounds.check("http2bin.listener.backlog", backlog, 1);
        Bounds.check("http2bin.listener.send-buffer", sendBuffer, 0, Integer.MAX_VALUE);
        Bounds.check("http2bin.listener.idle-timeout", idleTimeout, Duration.ZERO);
    }
}
