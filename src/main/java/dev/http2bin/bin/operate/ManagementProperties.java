package dev.http2bin.bin.operate;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the management port.
 *
 * @param hosts names by which clients reach it on loopback, such as that of a proxy there; addresses and localhost always do
 * @param origins of pages that may change something, such as {@code https://console.example.com}
 */
@ConfigurationProperties("http2bin.management")
record ManagementProperties(
        @DefaultValue List<String> hosts, @DefaultValue List<String> origins) {}
