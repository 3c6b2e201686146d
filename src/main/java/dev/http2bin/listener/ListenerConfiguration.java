package dev.http2bin.listener;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.http2bin.exchange.NonBlockingPaths;
import dev.http2bin.gate.Http2Properties;
import dev.http2bin.gate.LimitProperties;
import dev.http2bin.gate.MemoryBound;
import dev.http2bin.ledger.Ledger;
import dev.http2bin.ledger.WireListener;
import dev.http2bin.stream.StreamHandlers;
import dev.http2bin.tls.TlsProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives Boot the web server. */
@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {

    @Bean
    Ledger ledger(WireListener listener, Http2Properties properties) {
        return new Ledger(listener, properties.frameLog());
    }

    @Bean
    ServerLoad serverLoad() {
        return new ServerLoad();
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
            ServerLoad load,
            MemoryBound memory,
            StreamHandlers streams,
            ObjectProvider<NonBlockingPaths> nonBlocking) {
        DepartedClients.hide();
        return new Http2binWebServerFactory(settings, ledger, json, load, memory, streams, nonBlocking);
    }
}
