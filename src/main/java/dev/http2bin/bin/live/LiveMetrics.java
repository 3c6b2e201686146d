package dev.http2bin.bin.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counts the pages that follow their connection. */
@Component
final class LiveMetrics implements MeterBinder {
    private final LivePages pages;

    LiveMetrics(LivePages pages) {
        this.pages = pages;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("http2.server.live.active", pages, LivePages::active)
                .description("Pages that follow their connection by /connection/events now")
                .register(registry);
        FunctionCounter.builder("http2.server.live.dropped", pages, LivePages::dropped)
                .description("Pages that were dropped because they did not read their events")
                .register(registry);
    }
}
