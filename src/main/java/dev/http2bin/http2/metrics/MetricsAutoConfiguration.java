package dev.http2bin.http2.metrics;

import dev.http2bin.http2.gate.MemoryBound;
import dev.http2bin.http2.ledger.WireListener;
import dev.http2bin.http2.listener.BufferCount;
import dev.http2bin.http2.listener.ListenerAutoConfiguration;
import dev.http2bin.http2.listener.Workers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Counts what happens on the wire in the application's registry; in none where it has none. */
@AutoConfiguration(after = ListenerAutoConfiguration.class)
public class MetricsAutoConfiguration {

    @Bean
    WireListener http2Metrics(ObjectProvider<MeterRegistry> registry) {
        return new Http2Metrics(registry.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    ServerMetrics http2ServerMetrics(
            ObjectProvider<MeterRegistry> registry, Workers workers, BufferCount buffers, MemoryBound memory) {
        return new ServerMetrics(registry.getIfAvailable(CompositeMeterRegistry::new), workers, buffers, memory);
    }
}
