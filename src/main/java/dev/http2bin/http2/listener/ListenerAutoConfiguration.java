package dev.http2bin.http2.listener;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.http2.exchange.NonBlockingPaths;
import dev.http2bin.http2.gate.Http2Properties;
import dev.http2bin.http2.gate.LimitProperties;
import dev.http2bin.http2.gate.MemoryBound;
import dev.http2bin.http2.ledger.Ledger;
import dev.http2bin.http2.ledger.WireListener;
import dev.http2bin.http2.tls.TlsProperties;
import dev.http2bin.http2.undertow.HandlersBesideServlets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a Spring Boot application its web server, in place of Boot's own. */
@AutoConfiguration(before = ServletWebServerFactoryAutoConfiguration.class, after = JacksonAutoConfiguration.class)
@EnableConfigurationProperties({
    Http2Properties.class,
    LimitProperties.class,
    ListenerProperties.class,
    ServerProperties.class,
    TlsProperties.class
})
public class ListenerAutoConfiguration {

    @Bean
    Ledger ledger(WireListener listener, Http2Properties properties) {
        return new Ledger(listener, properties.frameLog());
    }

    @Bean
    Workers http2Workers(ListenerSettings settings) {
        return new Workers(settings.workers());
    }

    @Bean
    BufferCount http2Buffers() {
        return new BufferCount();
    }

    @Bean
    MemoryBound memoryBound(LimitProperties limits) {
        return new MemoryBound(limits.memory().toBytes());
    }

    /** A bean, since Boot makes a second factory for the management port. */
    @Bean
    ListenerSettings listenerSettings(
            ServerProperties server,
            ListenerProperties listener,
            Http2Properties http2,
            LimitProperties limits,
            TlsProperties tls) {
        return new ListenerSettings(server, listener, http2, limits, tls);
    }

    @Bean
    Http2binWebServerFactory webServerFactory(
            ListenerSettings settings,
            Ledger ledger,
            ObjectMapper json,
            Workers workers,
            BufferCount buffers,
            MemoryBound memory,
            ObjectProvider<HandlersBesideServlets> handlers,
            ObjectProvider<NonBlockingPaths> nonBlocking) {
        DepartedClients.hide();
        return new Http2binWebServerFactory(settings, ledger, json, workers, buffers, memory, handlers, nonBlocking);
    }
}
