package dev.http2bin.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counts the pages that follow their connection. */
@Component
final class LiveMetrics implements MeterBinder {
    private final LivePageCounts pages;

    LiveMetrics(LivePageCounts pages) {
        this.pages = pages;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters meters = new Meters(registry);
        meters.gauge(MeterName.LIVE_ACTIVE, Tags.empty(), pages::active);
        meters.counter(MeterName.LIVE_DROPPED, pages, LivePageCounts::dropped);
    }
}
